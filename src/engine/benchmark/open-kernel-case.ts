/** A kernel call on the device: its inputs lie there until it is closed. */
import * as tf from '@tensorflow/tfjs';
import type { KernelCase } from './kernel-case.ts';

export interface OpenKernelCase {
  /** Records one call, by whichever kernel of that name serves, and frees what it gives. */
  run(): void;
  close(): void;
}

/** The inputs differ from place to place: a pooling gradient on equal values would be another kernel. */
export function openKernelCase({ kernelName, inputs, attributes }: KernelCase): OpenKernelCase {
  const tensors = tf.tidy(() =>
    Object.fromEntries(Object.entries(inputs).map(([name, shape], seed) => [name, input(shape, seed)])),
  );
  return {
    run: () => tf.tidy(() => void tf.engine().runKernel(kernelName, tensors, { ...attributes })),
    close: () => tf.dispose(tensors),
  };
}

/** From −1 to 1. */
function input(shape: readonly number[], seed: number): tf.Tensor {
  const count = shape.reduce((total, length) => total * length, 1);
  const wave = tf.sin(tf.mul(tf.range(0, count, 1, 'float32'), 12.9898 + seed));
  return tf.reshape(wave, [...shape]);
}
