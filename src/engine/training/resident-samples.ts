/** A data set on the device: uploaded once, batches are gathered there by index. */
import * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';

export interface Batch {
  /** `[batch, height, width, channels]`, 0..255. */
  readonly pixels: tf.Tensor4D;
  /** int32 `[batch]`. */
  readonly labels: tf.Tensor1D;
}

export class ResidentSamples {
  readonly #pixels: tf.Tensor4D;
  readonly #labels: tf.Tensor1D;

  constructor({ count, height, width, channels, pixels, labels }: PictureSet) {
    this.#pixels = tf.tensor4d(Float32Array.from(pixels), [count, height, width, channels]);
    this.#labels = tf.tensor1d(Int32Array.from(labels), 'int32');
  }

  /** The samples at these indices. Call inside `tf.tidy`. */
  batch(indices: Uint32Array): Batch {
    const places = tf.tensor1d(Int32Array.from(indices), 'int32');
    return { pixels: tf.gather(this.#pixels, places), labels: tf.gather(this.#labels, places) };
  }

  dispose(): void {
    tf.dispose([this.#pixels, this.#labels]);
  }
}
