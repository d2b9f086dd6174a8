/** Checks random cases of a kernel, many at a time. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { manyCases } from './case-count.ts';
import { type Trial, trialsTogether, valuesOfTrials } from './values-of-trials.ts';

/** The small cases mostly, whose programs compile fast; the large ones now and then. */
export function mostly<Case>(small: fc.Arbitrary<Case>, large: fc.Arbitrary<Case>): fc.Arbitrary<Case> {
  return fc.oneof({ weight: 7, arbitrary: small }, { weight: 1, arbitrary: large });
}

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
  const size = Math.min(trialsTogether, count);
  const batches = fc.array(cases, { minLength: size, maxLength: size });
  await fc.assert(
    fc.asyncProperty(batches, async (batch) => {
      const trials = batch.map(trialOf);
      const values = await valuesOfTrials(backend, trials);
      for (const [index, { check }] of trials.entries()) check(values[index] ?? []);
    }),
    { numRuns: Math.ceil(count / size) },
  );
}
