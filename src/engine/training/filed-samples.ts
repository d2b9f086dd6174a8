/** A data set too large for memory: the pictures of a batch are read from their file before it is made. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { type FiledPictures, readPictures } from '#data/picture-set.ts';
import { gatherPixels, uploadPixels } from './device-pixels.ts';
import type { Batch, PlacedPixels, SampleSource } from './sample-source.ts';

export class FiledSamples implements SampleSource {
  readonly #pictures: FiledPictures;
  /** By the picture's index. */
  #fetched = new Map<number, Uint8Array>();

  constructor(pictures: FiledPictures) {
    this.#pictures = pictures;
  }

  async fetch(indices: Uint32Array): Promise<void> {
    const { height, width, channels } = this.#pictures;
    const size = height * width * channels;
    const missing = [...new Set(indices)].filter((index) => !this.#fetched.has(index));
    const { pixels } = await readPictures(this.#pictures, missing);
    const read = new Map(missing.map((index, row) => [index, pixels.subarray(row * size, (row + 1) * size)]));
    this.#fetched = new Map([...indices].map((index) => [index, read.get(index) ?? this.#row(index)]));
  }

  batch(indices: Uint32Array): Batch {
    const { pixels, rows } = this.pixelsAt(indices);
    return { pixels: gatherPixels(pixels, rows), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    const { height, width, channels } = this.#pictures;
    const pixels = new Uint8Array(indices.length * height * width * channels);
    for (const [row, index] of indices.entries()) pixels.set(this.#row(index), row * height * width * channels);
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
    this.#fetched.clear();
  }

  #row(index: number): Uint8Array {
    return present(this.#fetched.get(index), 'a batch was fetched before it is made');
  }
}
