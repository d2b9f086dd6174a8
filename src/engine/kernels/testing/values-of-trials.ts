/**
 * Random cases of a kernel, many at a time. Every shape needs a program of its own, and on a software adapter compiling
 * it takes most of a case's time: so a batch's programs are compiled together, and its values read together.
 */
import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { compileAhead } from '../../training/compile-ahead.ts';
import { disposed, valuesOfAll } from './webgpu-backend.ts';

/** One case: what runs on the device, and what is expected of its values. */
export interface Trial {
  readonly run: () => tf.Tensor | tf.Tensor[];
  /** @throws Error where the values are not those expected. */
  readonly check: (values: readonly Float32Array[]) => void;
}

/** How many cases go together. */
export const trialsTogether = 25;

/**
 * What a batch of trials gives, in its order.
 *
 * @throws Error with the device's message when a shader or a dispatch was invalid.
 */
export async function valuesOfTrials(backend: WebGPUBackend, trials: readonly Trial[]): Promise<Float32Array[][]> {
  const runs = trials.map(({ run }) => run);
  await compileAhead(
    backend,
    () => runs.forEach(disposed),
    () => undefined,
  );
  return valuesOfAll(backend, runs);
}
