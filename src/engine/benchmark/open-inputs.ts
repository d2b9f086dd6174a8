import * as tf from '@tensorflow/tfjs';
import { product } from '#base/math.ts';
import type { InputShapes } from './kernel-case.ts';

/**
 * Tensors of these shapes, for the caller to dispose. They differ from place to place: a pooling gradient on equal values
 * would be another kernel.
 */
export function openInputs<Name extends string>(shapes: InputShapes<Name>): Readonly<Record<Name, tf.Tensor>> {
  const entries = Object.entries<readonly number[]>(shapes);
  return tf.tidy(
    () =>
      Object.fromEntries(entries.map(([name, shape], seed) => [name, wave(shape, seed)])) as Record<Name, tf.Tensor>,
  );
}

/** From −1 to 1. */
function wave(shape: readonly number[], seed: number): tf.Tensor {
  const angles = tf.mul(tf.range(0, product(shape), 1, 'float32'), 12.9898 + seed);
  return tf.reshape(tf.sin(angles), [...shape]);
}
