/** A data set too large for the device: its bytes stay in ordinary memory, and each batch is uploaded when it is needed. */
import * as tf from '@tensorflow/tfjs';
import { type PictureSet, picturesAt } from '#data/picture-set.ts';
import type { Batch, SampleSource } from './sample-source.ts';

export class StreamedSamples implements SampleSource {
  readonly #pictures: PictureSet;

  constructor(pictures: PictureSet) {
    this.#pictures = pictures;
  }

  batch(indices: Uint32Array): Batch {
    const { height, width, channels } = this.#pictures;
    const { pixels, labels } = picturesAt(this.#pictures, indices);
    return {
      pixels: tf.tensor4d(Float32Array.from(pixels), [indices.length, height, width, channels]),
      labels: tf.tensor1d(Int32Array.from(labels), 'int32'),
    };
  }

  pixelsAt(indices: Uint32Array): { readonly pixels: tf.Tensor4D; readonly rows: ArrayLike<number> } {
    return { pixels: this.batch(indices).pixels, rows: Uint32Array.from(indices, (_, row) => row) };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    const { labels } = this.#pictures;
    return tf.tensor1d(
      Int32Array.from(indices, (index) => labels[index] ?? 0),
      'int32',
    );
  }

  dispose(): void {
    // Nothing of it lies on the device between batches.
  }
}
