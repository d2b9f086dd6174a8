/**
 * Kernels of our own over tfjs's on the WebGPU backend. They change no result beyond rounding; they only make training
 * faster. So far: Conv2D and FusedConv2D forward, both Conv2D gradients, and the gradient of max pooling.
 */

import { sum } from './column-sum/sum.ts';
import { conv2D, fusedConv2D } from './conv2d/conv2d.ts';
import { conv2DBackpropFilter } from './conv2d-backprop-filter/conv2d-backprop-filter.ts';
import { conv2DBackpropInput } from './conv2d-backprop-input/conv2d-backprop-input.ts';
import { registerOver, unregisterOver } from './kernel-entry.ts';
import { batchMatMul, fusedMatMul } from './matmul/matmul.ts';
import { maxPoolGrad } from './pool-grad/max-pool-grad.ts';

const entries = [
  conv2D,
  fusedConv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  maxPoolGrad,
  batchMatMul,
  fusedMatMul,
  sum,
];

/**
 * Registers every kernel on tfjs's `webgpu` backend, for all ops that run from then on. Call it once tfjs's backend
 * package is loaded; calling it again changes nothing. Kernels hold no state of a device, so a backend made after the
 * loss of a device uses them too.
 */
export function registerKernels(): void {
  for (const entry of entries) registerOver(entry);
}

/** Puts tfjs's own kernels back, for measurements that compare the two in one process. */
export function unregisterKernels(): void {
  for (const entry of entries) unregisterOver(entry);
}
