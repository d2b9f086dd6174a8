/** Features as a run's samples: uploaded once, gathered on the device by index. */
import * as tf from '@tensorflow/tfjs';
import type { Batch, PlacedPixels, SampleSource } from '../training/sample-source.ts';

export class FeatureSamples implements SampleSource {
  readonly #features: tf.Tensor4D;
  readonly #labels: tf.Tensor1D;

  /** `shape` is one sample's: `[height, width, channels]`. */
  constructor(rows: readonly Float32Array[], shape: readonly [number, number, number], labels: ArrayLike<number>) {
    const size = shape[0] * shape[1] * shape[2];
    const values = new Float32Array(rows.length * size);
    for (const [row, features] of rows.entries()) values.set(features, row * size);
    this.#features = tf.tensor4d(values, [rows.length, ...shape]);
    this.#labels = tf.tensor1d(Int32Array.from(labels), 'int32');
  }

  batch(indices: Uint32Array): Batch {
    const places = tf.tensor1d(Int32Array.from(indices), 'int32');
    return { pixels: tf.gather(this.#features, places), labels: this.labelsAt(indices) };
  }

  pixelsAt(indices: Uint32Array): PlacedPixels {
    return { pixels: this.#features, rows: indices };
  }

  labelsAt(indices: Uint32Array): tf.Tensor1D {
    return tf.gather(this.#labels, tf.tensor1d(Int32Array.from(indices), 'int32'));
  }

  dispose(): void {
    tf.dispose([this.#features, this.#labels]);
  }
}
