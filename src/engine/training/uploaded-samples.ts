/** What the sources have in common that upload the pictures of a batch when it is made. */
import * as tf from '@tensorflow/tfjs';
import type { PictureFacts } from '#data/picture-set.ts';
import { gatherPixels, uploadPixels } from './device-pixels.ts';
import type { Batch, PlacedPixels, SampleSource } from './sample-source.ts';

export abstract class UploadedSamples<P extends PictureFacts> implements SampleSource {
  protected readonly pictures: P;

  constructor(pictures: P) {
    this.pictures = pictures;
  }

  /** `[indices, height, width, channels]`, 0..255: the pictures at these indices, in their order. */
  protected abstract rowsAt(indices: Uint32Array): Uint8Array;

  batch(indices: Uint32Array): Batch {
    const { pixels, rows } = this.pixelsAt(indices);
    return { pixels: gatherPixels(pixels, rows), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    const { height, width, channels } = this.pictures;
    return {
      pixels: uploadPixels(this.rowsAt(indices), [indices.length, height, width, channels]),
      rows: Uint32Array.from(indices, (_, row) => row),
    };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    const { labels } = this.pictures;
    return tf.tensor1d(
      Int32Array.from(indices, (index) => labels[index] ?? 0),
      'int32',
    );
  }

  abstract dispose(): void;
}
