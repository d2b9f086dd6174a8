/**
 * Tells the parts of a training step from each other while it runs. The network's layers are wrapped for as long as the
 * marks are set: what a layer's call runs is its forward pass; what the gradients of the operations that it put on
 * the tape run is its backward pass.
 */
import * as tf from '@tensorflow/tfjs';
import type { StepPart } from '#protocol/profile.ts';

export interface Mark {
  readonly layer: string | null;
  readonly part: StepPart;
}

/** From this reading of the clock on, what runs belongs to the mark. */
export type Marked = Mark & { readonly from: number };

/** A layer of the model, and the graph's layer that it is or belongs to. */
export interface MarkedLayer {
  readonly layer: tf.layers.Layer;
  readonly name: string;
}

const rest: Mark = { layer: null, part: 'rest' };

export class StepMarks {
  readonly #now: () => number;
  readonly #marked: Marked[] = [];
  readonly #undo: (() => void)[] = [];

  /** `now` reads the clock, which may count programs instead of milliseconds. */
  constructor(layers: readonly MarkedLayer[], now: () => number) {
    this.#now = now;
    this.set(rest);
    for (const { layer, name } of layers) this.#wrap(layer, name);
  }

  get marked(): readonly Marked[] {
    return this.#marked;
  }

  set(mark: Mark): void {
    this.#marked.push({ ...mark, from: this.#now() });
  }

  /** Puts the layers back as they were. */
  remove(): void {
    for (const undo of this.#undo) undo();
  }

  #wrap(layer: tf.layers.Layer, name: string): void {
    const call = layer.call.bind(layer);
    layer.call = (inputs, context) => {
      const { activeTape } = tf.engine().state;
      const before = activeTape?.length ?? 0;
      this.set({ layer: name, part: 'forward' });
      const output = call(inputs, context);
      this.set({ layer: null, part: 'loss' });
      for (const node of activeTape?.slice(before) ?? []) {
        const { gradient } = node;
        if (gradient === undefined) continue;
        node.gradient = (dys) => {
          this.set({ layer: name, part: 'backward' });
          return gradient(dys);
        };
      }
      return output;
    };
    this.#undo.push(() => Reflect.deleteProperty(layer, 'call'));
  }
}
