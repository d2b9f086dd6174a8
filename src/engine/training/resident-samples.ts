/** A data set on the device: uploaded once, batches are gathered there by index. */
import * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';
import type { Batch, SampleSource } from './sample-source.ts';

export class ResidentSamples implements SampleSource {
  readonly #pixels: tf.Tensor4D;
  readonly #labels: tf.Tensor1D;

  constructor({ count, height, width, channels, pixels, labels }: PictureSet) {
    this.#pixels = tf.tensor4d(Float32Array.from(pixels), [count, height, width, channels]);
    this.#labels = tf.tensor1d(Int32Array.from(labels), 'int32');
  }

  batch(indices: Uint32Array): Batch {
    const places = tf.tensor1d(Int32Array.from(indices), 'int32');
    return { pixels: tf.gather(this.#pixels, places), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): { readonly pixels: tf.Tensor4D; readonly rows: ArrayLike<number> } {
    return { pixels: this.#pixels, rows: indices };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    return tf.gather(this.#labels, tf.tensor1d(Int32Array.from(indices), 'int32'));
  }

  dispose(): void {
    tf.dispose([this.#pixels, this.#labels]);
  }
}
