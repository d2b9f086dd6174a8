/**
 * Random cases of a kernel, many at a time. Every shape needs a program of its own, and on a software adapter compiling
 * it takes most of a case's time: so a batch's programs are compiled together, and its values read together.
 */
import type * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { compileAhead } from '../../training/compile-ahead.ts';
import { manyCases } from './case-count.ts';
import { disposed, valuesOfAll } from './webgpu-backend.ts';

/** One case: what runs on the device, and what is expected of its values. */
export interface Trial {
  readonly run: () => tf.Tensor | tf.Tensor[];
  /** @throws Error where the values are not those expected. */
  readonly check: (values: readonly Float32Array[]) => void;
}

/** The small cases mostly, whose programs compile fast; the large ones now and then. */
export function mostly<Case>(small: fc.Arbitrary<Case>, large: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return fc.oneof({ weight: 7, arbitrary: small }, { weight: 1, arbitrary: large });
}

const batchSize = 25;

/**
 * Checks `count` random cases.
 *
 * @throws Error naming the case that failed, or with the device's message when a shader or a dispatch was invalid.
 */
export async function checkCases<Case>(
  backend: WebGPUBackend,
  cases: fc.Arbitrary<Case>,
  trialOf: (drawn: Case) => Trial,
  count: number = manyCases,
): Promise<void> {
  const size = Math.min(batchSize, count);
  const batches = fc.array(cases, { minLength: size, maxLength: size });
  await fc.assert(
    fc.asyncProperty(batches, async (batch) => {
      const trials = batch.map(trialOf);
      await compileAhead(
        backend,
        () => {
          for (const { run } of trials) disposed(run);
        },
        () => {},
      );
      const values = await valuesOfAll(
        backend,
        trials.map(({ run }) => run),
      );
      for (const [index, { check }] of trials.entries()) check(values[index] ?? []);
    }),
    { numRuns: Math.ceil(count / size) },
  );
}
