/** A data set too large for the device: each batch is uploaded when it is needed. */
import * as tf from '@tensorflow/tfjs';
import { type PictureSet, picturesAt } from '#data/picture-set.ts';
import { gatherPixels, uploadPixels } from './device-pixels.ts';
import type { Batch, PlacedPixels, SampleSource } from './sample-source.ts';

export class StreamedSamples implements SampleSource {
  readonly #pictures: PictureSet;

  constructor(pictures: PictureSet) {
    this.#pictures = pictures;
  }

  batch(indices: Uint32Array): Batch {
    const { pixels, rows } = this.pixelsAt(indices);
    return { pixels: gatherPixels(pixels, rows), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    const { height, width, channels } = this.#pictures;
    const { pixels } = picturesAt(this.#pictures, indices);
    return {
      pixels: uploadPixels(pixels, [indices.length, height, width, channels]),
      rows: Uint32Array.from(indices, (_, row) => row),
    };
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
