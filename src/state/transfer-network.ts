/** The network of the full way, from the base with its head to what is trained: pure, so that the forecast is of just that. */
import type { GraphAnalysis } from '#graph/analysis.ts';
import { createNode } from '#graph/edits/create-node.ts';
import { stackRows } from '#graph/layout.ts';
import { emptyGraph, type ModelGraph } from '#graph/model-graph.ts';
import { type BaseBlock, baseBlocks } from '#graph/transfer/base-blocks.ts';
import { unfreezeBlocks } from '#graph/transfer/unfreeze-blocks.ts';
import { transformsOf, withTransforms } from './augment-graph.ts';
import type { Transform } from './augment-store.ts';
import type { TransferAugmentation, TransferSettings } from './transfer-store.ts';

/** Of Keras's guide to transfer learning. */
function guideTransforms(): readonly Transform[] {
  const transform = (
    type: 'RandomFlip' | 'RandomRotation',
    name: string,
    config: Readonly<Record<string, unknown>>,
  ) => ({
    name,
    type,
    config: createNode(emptyGraph, type, { x: 0, y: 0 }, config).config,
  });
  return [
    transform('RandomFlip', 'random_flip', { mode: 'horizontal' }),
    transform('RandomRotation', 'random_rotation', { factor: [-0.1, 0.1] }),
  ];
}

/** The transforms that a choice stands for, where this is the document's graph. */
export function chosenTransforms(choice: TransferAugmentation, document: ModelGraph): readonly Transform[] {
  if (choice === 'none') return [];
  return choice === 'guide' ? guideTransforms() : transformsOf(document);
}

/** The blocks that are to be unfrozen: the last so many. */
export function unfrozenOf(
  blocks: readonly BaseBlock[],
  { unfrozen }: Pick<TransferSettings, 'unfrozen'>,
): readonly BaseBlock[] {
  return unfrozen === 0 ? [] : blocks.slice(-unfrozen);
}

/** `prepared` is the base, frozen, with its head. */
export function fullNetwork(
  prepared: ModelGraph,
  analysis: GraphAnalysis,
  settings: Pick<TransferSettings, 'unfrozen' | 'baseMultiplier'>,
  transforms: readonly Transform[],
): ModelGraph {
  const blocks = baseBlocks(prepared, analysis);
  const names = (some: readonly BaseBlock[]) => some.map(({ name }) => name);
  const open = names(unfrozenOf(blocks, settings));
  const unfrozen = unfreezeBlocks(prepared, names(blocks), open, settings.baseMultiplier);
  return stackRows(withTransforms(unfrozen, transforms));
}
