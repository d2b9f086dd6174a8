/** A form of the products on random shapes, against float64. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { messageOf } from '#base/errors.ts';
import { conv2DCases, conv2DTrial } from '#engine/kernels/conv2d/testing/conv2d-trials.ts';
import { runMatMulForm } from '#engine/kernels/matmul/matmul-forms.ts';
import { matMulCases, matMulTrial } from '#engine/kernels/matmul/testing/matmul-trials.ts';
import { toleranceOf } from '#engine/kernels/testing/tolerance-of.ts';
import { type Trial, trialsTogether, valuesOfTrials } from '#engine/kernels/testing/values-of-trials.ts';
import type { ProductForm } from '#protocol/kernels.ts';
import type { Aim } from '../part.ts';

/**
 * How many of the random shapes a form computes as float64 does, within what it may be off: `count` of either product, drawn
 * as the tests on Chromium draw them.
 */
export async function checkOnRandomShapes(backend: WebGPUBackend, form: ProductForm, count: number): Promise<Aim> {
  const sample = { numRuns: count, seed: 1 };
  const drawn: readonly Trial[] = [
    ...fc
      .sample(matMulCases(fc.integer({ min: 1, max: 70 })), sample)
      .map((one) => matMulTrial(one, (call) => runMatMulForm(backend, form, call), toleranceOf(form, one.inner))),
    ...fc.sample(conv2DCases, sample).map((one) => conv2DTrial(backend, form, one)),
  ];
  let right = 0;
  for (let first = 0; first < drawn.length; first += trialsTogether) {
    const together = drawn.slice(first, first + trialsTogether);
    right += await countRight(backend, together, (message) => console.log(`${form}: ${message}`));
    console.error(`${form}: right on ${right} of ${first + together.length} random shapes so far`);
  }
  return {
    aim: `${form}: right on ${drawn.length} random shapes`,
    measured: `${right}`,
    isReached: right === drawn.length,
  };
}

async function countRight(
  backend: WebGPUBackend,
  together: readonly Trial[],
  fault: (message: string) => void,
): Promise<number> {
  const values = await valuesOfTrials(backend, together).catch((thrown) => fault(messageOf(thrown)));
  if (!values) return 0;
  return together.filter(({ check }, index) => {
    try {
      check(values[index] ?? []);
      return true;
    } catch (thrown) {
      fault(messageOf(thrown));
      return false;
    }
  }).length;
}
