/**
 * Kernels of our own over tfjs's on the WebGPU backend. They change no result beyond rounding; they only make training
 * faster. Each lies in a folder of its own with its WGSL, its wrapper, its reference and its test.
 */
export { countRight } from './count-right/count-right.ts';
export { MultiVariableOptimizer } from './optimizers/multi-variable-optimizer.ts';
export type { UpdateRule } from './optimizers/update-rules.ts';
export { softmaxCrossEntropy } from './softmax-cross-entropy/softmax-cross-entropy.ts';

import { getGradient, registerGradient } from '@tensorflow/tfjs';
import {
  batchNormalizationGradient,
  batchNormalizationInputGradKernel,
  batchNormalizationKernel,
  batchNormalizationSumsKernel,
} from './batch-normalization/batch-normalization.ts';
import { movingAverageKernel } from './batch-normalization/moving-average.ts';
import { sum } from './column-sum/sum.ts';
import { conv2D, fusedConv2D } from './conv2d/conv2d.ts';
import { conv2DBackpropFilter } from './conv2d-backprop-filter/conv2d-backprop-filter.ts';
import { conv2DBackpropInput } from './conv2d-backprop-input/conv2d-backprop-input.ts';
import { countRightKernel } from './count-right/count-right.ts';
import {
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  depthwiseConv2D,
  fusedDepthwiseConv2D,
} from './depthwise-conv2d/depthwise-conv2d.ts';
import { dropoutMaskKernel } from './dropout/dropout-mask.ts';
import { activationGradient } from './fused-layers/activation-gradient.ts';
import { trainableConv2DGradient, trainableConv2DKernel } from './fused-layers/trainable-conv2d.ts';
import { trainableDenseGradient, trainableDenseKernel } from './fused-layers/trainable-dense.ts';
import { registerOver, unregisterOver } from './kernel-entry.ts';
import { batchMatMul, fusedMatMul } from './matmul/matmul.ts';
import { gatherBytesKernel } from './packed-pixels/packed-pixels.ts';
import { maxPoolGrad } from './pool/max-pool-grad.ts';
import { avgPool, avgPoolGrad, maxPool } from './pool/pool.ts';
import {
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyGradKernel,
  softmaxCrossEntropyKernel,
} from './softmax-cross-entropy/softmax-cross-entropy.ts';
import { vectorBroadcasts } from './vector-broadcast/vector-broadcast.ts';
import { augmentWarpKernel } from './warp/warp.ts';

const entries = [
  conv2D,
  fusedConv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  depthwiseConv2D,
  fusedDepthwiseConv2D,
  depthwiseBackpropInput,
  depthwiseBackpropFilter,
  maxPool,
  maxPoolGrad,
  avgPool,
  avgPoolGrad,
  batchMatMul,
  fusedMatMul,
  sum,
  ...vectorBroadcasts,
  activationGradient,
  trainableConv2DKernel,
  trainableDenseKernel,
  softmaxCrossEntropyKernel,
  softmaxCrossEntropyGradKernel,
  countRightKernel,
  batchNormalizationKernel,
  batchNormalizationSumsKernel,
  batchNormalizationInputGradKernel,
  movingAverageKernel,
  dropoutMaskKernel,
  augmentWarpKernel,
  gatherBytesKernel,
];

const gradients = [
  trainableConv2DGradient,
  trainableDenseGradient,
  softmaxCrossEntropyGradient,
  batchNormalizationGradient,
];

/**
 * Registers every kernel on tfjs's `webgpu` backend, for all ops that run from then on. Call it once tfjs's backend
 * package is loaded; calling it again changes nothing. Kernels hold no state of a device, so a backend made after the
 * loss of a device uses them too.
 */
export function registerKernels(): void {
  for (const entry of entries) registerOver(entry);
  for (const gradient of gradients) {
    if (!getGradient(gradient.kernelName)) registerGradient(gradient);
  }
}

/** Puts tfjs's own kernels back, for measurements that compare the two in one process. */
export function unregisterKernels(): void {
  for (const entry of entries) unregisterOver(entry);
}
