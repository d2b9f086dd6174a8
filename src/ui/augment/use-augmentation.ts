import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { ModelGraph } from '#graph/model-graph.ts';
import { isDrafted, shownTransforms } from '#state/augment.ts';
import { transformRun, withTransforms } from '#state/augment-graph.ts';
import type { Transform } from '#state/augment-store.ts';
import { useProject, useStride } from '../stride-context.ts';

export interface Augmentation {
  readonly transforms: readonly Transform[];
  readonly isDrafted: boolean;
  /** The document's graph as it would be with the transforms on show. */
  readonly graph: ModelGraph;
  /** Why there is nowhere to put transforms; null where there is. */
  readonly obstacle: string | null;
  /** Names of augmentation layers that stand elsewhere in the network. */
  readonly others: readonly string[];
}

/** The transforms on show, and the network they belong to. */
export function useAugmentation(): Augmentation {
  const stride = useStride();
  const document = useProject((project) => project.graph);
  const draft = useStore(stride.augment, (state) => state.draft);
  return useMemo(() => {
    const transforms = shownTransforms(document, { draft });
    const run = transformRun(document);
    return {
      transforms,
      isDrafted: isDrafted(document, { draft }),
      graph: withTransforms(document, transforms),
      obstacle: run ? null : 'Transforms stand behind the Input, and this network has not exactly one.',
      others: run?.others.map(({ name }) => name) ?? [],
    };
  }, [document, draft]);
}
