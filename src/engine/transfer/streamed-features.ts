/** Features that are more than the device should hold: read from their files a batch at a time. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import type { Batch, PlacedPixels, SampleSource } from '../training/sample-source.ts';
import type { KeptFeatures } from './kept-features.ts';

export class StreamedFeatures implements SampleSource {
  readonly #kept: KeptFeatures;
  readonly #hashes: readonly string[];
  readonly #shape: readonly [number, number, number];
  readonly #labels: ArrayLike<number>;
  /** By the sample's index. */
  #fetched = new Map<number, Float32Array>();

  /** `hashes` and `labels` are of every picture, in order; `shape` is one sample's: `[height, width, channels]`. */
  constructor(
    kept: KeptFeatures,
    hashes: readonly string[],
    shape: readonly [number, number, number],
    labels: ArrayLike<number>,
  ) {
    this.#kept = kept;
    this.#hashes = hashes;
    this.#shape = shape;
    this.#labels = labels;
  }

  async fetch(indices: Uint32Array): Promise<void> {
    const missing = [...new Set(indices)].filter((index) => !this.#fetched.has(index));
    const rows = await this.#kept.read(missing.map((index) => present(this.#hashes[index], 'a sample has a hash')));
    const known = new Map(missing.map((index, place) => [index, present(rows[place], 'every row was read')]));
    this.#fetched = new Map([...indices].map((index) => [index, known.get(index) ?? this.#row(index)]));
  }

  batch(indices: Uint32Array): Batch {
    const size = product(this.#shape);
    const values = new Float32Array(indices.length * size);
    for (const [row, index] of indices.entries()) values.set(this.#row(index), row * size);
    return { pixels: tf.tensor4d(values, [indices.length, ...this.#shape]), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    return { pixels: this.batch(indices).pixels, rows: Uint32Array.from(indices, (_, row) => row) };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    return tf.tensor1d(
      Int32Array.from(indices, (index) => this.#labels[index] ?? 0),
      'int32',
    );
  }

  dispose(): void {
    this.#fetched.clear();
  }

  #row(index: number): Float32Array {
    return present(this.#fetched.get(index), 'a batch was fetched before it is made');
  }
}
