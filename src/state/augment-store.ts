/**
 * What the Augment workspace looks at, and the transforms that it tries out before they are applied. The graph is the
 * truth: where there is no draft, or the graph's transforms have changed under it, what counts is the graph's.
 */
import { createStore } from 'zustand/vanilla';
import type { GeneratorSettings } from '#data/augmentation/generator-settings.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { LayerNode } from '#graph/model-graph.ts';

/** A transform as it is, or would be, in the graph. */
export interface Transform {
  /** The layer's name, from which its random draws follow. */
  readonly name: string;
  readonly type: LayerType;
  readonly config: LayerNode['config'];
}

export interface AugmentState {
  readonly draft: {
    readonly transforms: readonly Transform[];
    /** The graph's own when the draft was begun. */
    readonly base: string;
  } | null;
  /** Index into the data set. */
  readonly sample: number;
  /** null: the document's. */
  readonly seed: number | null;
  /** Names the one transform that is shown by itself; null for all. */
  readonly only: string | null;
  /** Which way in is open: the layers themselves, or ImageDataGenerator's arguments. */
  readonly view: 'layers' | 'generator';
  /** null: none was set yet. */
  readonly generator: GeneratorSettings | null;
}

export type AugmentStore = ReturnType<typeof createAugmentStore>;

export function createAugmentStore() {
  return createStore<AugmentState>()(() => ({
    draft: null,
    sample: 0,
    seed: null,
    only: null,
    view: 'layers',
    generator: null,
  }));
}
