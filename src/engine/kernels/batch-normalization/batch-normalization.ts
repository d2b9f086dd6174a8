/** Batch normalisation in training over the last axis, with gradients to x, gamma and beta. */
import {
  engine,
  type GradConfig,
  ones,
  reshape,
  slice,
  type Tensor,
  type Tensor1D,
  type TensorInfo,
  util,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { runColumnSum } from '../column-sum/column-sum.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { kernelEntry } from '../kernel-entry.ts';
import { componentsFor, type KernelTemplate, runKernel } from '../run-kernel.ts';
import {
  type ChannelParameters,
  gradientSumsTemplate,
  inputGradientTemplate,
  momentSumsTemplate,
  momentsTemplate,
  normalizeTemplate,
  type PartialSumsParameters,
} from './batch-normalization.wgsl.ts';

const forwardName = 'TrainableBatchNormalization';
const sumsName = 'TrainableBatchNormalizationSums';
const inputGradientName = 'TrainableBatchNormalizationInputGrad';

interface Settings {
  readonly epsilon: number;
}

function sizesOf(x: TensorInfo): ChannelParameters & { readonly rows: number } {
  const channels = x.shape.at(-1) ?? 1;
  return { channels, components: componentsFor(channels), rows: util.sizeFromShape(x.shape) / channels };
}

/** Both sums of each channel, [2, channels]. */
function sumChannels<P extends PartialSumsParameters>(
  backend: WebGPUBackend,
  template: KernelTemplate<P>,
  tensors: Readonly<Record<string, TensorInfo>>,
  { channels, components, rows }: ReturnType<typeof sizesOf>,
  parametersFor: (common: PartialSumsParameters) => P,
): TensorInfo {
  const width = channels / components;
  const parts = Math.max(1, Math.min(Math.ceil(invocationsWanted(backend) / width), Math.floor(rows / 16)));
  const partial = runKernel(backend, template, {
    parameters: parametersFor({ channels, components, parts }),
    inputs: Object.entries(tensors).map(([name, tensor]) => ({ name, tensor, components })),
    outputShape: parts === 1 ? [2, channels] : [parts, 2 * channels],
    outputComponents: components,
    invocations: [width * parts, 1],
    uniforms: [{ name: 'rows', type: 'int32', value: rows }],
  });
  if (parts === 1) return partial;
  const total = runColumnSum(backend, partial, [2, channels]);
  backend.disposeData(partial.dataId);
  return total;
}

export const batchNormalizationKernel = kernelEntry<
  { readonly x: TensorInfo; readonly gamma: TensorInfo; readonly beta?: TensorInfo },
  Settings
>(forwardName, ({ inputs: { x, gamma, beta }, attrs: { epsilon }, backend }) => {
  const sizes = sizesOf(x);
  const { channels, components, rows } = sizes;
  const uniforms = [{ name: 'rows', type: 'int32' as const, value: rows }];
  const sums = sumChannels(backend, momentSumsTemplate, { x }, sizes, (common) => common);
  const moments = runKernel(backend, momentsTemplate, {
    parameters: { channels, components },
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'sums', tensor: sums, components },
    ],
    outputShape: [2, channels],
    outputComponents: components,
    invocations: [channels / components, 1],
    uniforms,
  });
  backend.disposeData(sums.dataId);
  const value = runKernel(backend, normalizeTemplate, {
    parameters: { channels, components, center: beta !== undefined, epsilon },
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'moments', tensor: moments, components },
      { name: 'gamma', tensor: gamma, components },
      ...(beta ? [{ name: 'beta', tensor: beta, components }] : []),
    ],
    outputShape: x.shape,
    outputComponents: components,
    invocations: [(rows * channels) / components, 1],
    uniforms,
  });
  return [value, moments];
});

export const batchNormalizationSumsKernel = kernelEntry<Record<'x' | 'dy' | 'moments', TensorInfo>, Settings>(
  sumsName,
  ({ inputs: { x, dy, moments }, attrs: { epsilon }, backend }) =>
    sumChannels(backend, gradientSumsTemplate, { x, dy, moments }, sizesOf(x), (common) => ({ ...common, epsilon })),
);

export const batchNormalizationInputGradKernel = kernelEntry<
  Record<'x' | 'dy' | 'moments' | 'sums' | 'gamma', TensorInfo>,
  Settings
>(inputGradientName, ({ inputs: { x, dy, moments, sums, gamma }, attrs: { epsilon }, backend }) => {
  const { channels, components, rows } = sizesOf(x);
  return runKernel(backend, inputGradientTemplate, {
    parameters: { channels, components, epsilon },
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'dy', tensor: dy, components },
      { name: 'moments', tensor: moments, components },
      { name: 'sums', tensor: sums, components },
      { name: 'gamma', tensor: gamma, components },
    ],
    outputShape: x.shape,
    outputComponents: components,
    invocations: [(rows * channels) / components, 1],
    uniforms: [{ name: 'rows', type: 'int32', value: rows }],
  });
});

export const batchNormalizationGradient: GradConfig = {
  kernelName: forwardName,
  inputsToSave: ['x', 'gamma'],
  outputsToSave: [false, true],
  gradFunc: (dys, saved, attrs) => {
    const [x, gamma, moments] = saved;
    const [dy] = Array.isArray(dys) ? dys : [dys];
    if (!x || !gamma || !dy || !moments) throw new Error(`${forwardName} saved too few tensors.`);
    const channels = x.shape.at(-1) ?? 1;
    const sums = engine().runKernel<Tensor>(sumsName, { x, dy, moments }, attrs);
    const row = (index: number) => reshape(slice(sums, [index, 0], [1, channels]), [channels]);
    return {
      x: () => engine().runKernel(inputGradientName, { x, dy, moments, sums, gamma }, attrs),
      gamma: () => row(1),
      beta: () => row(0),
    };
  },
};

export interface BatchNormalized {
  /** Like x. */
  readonly value: Tensor;
  /** Mean and population variance of each channel, [2, channels]; no gradient flows through them. */
  readonly moments: Tensor;
}

/**
 * x normalised by the mean and population variance of its own batch over every axis but the last, then scaled by gamma
 * and shifted by beta where given. Needs the WebGPU backend with our kernels.
 *
 * @param x [..., channels]
 * @param gamma [channels], beta [channels]
 */
export function trainableBatchNormalization(
  x: Tensor,
  gamma: Tensor1D | undefined,
  beta: Tensor1D | undefined,
  epsilon: number,
): BatchNormalized {
  const inputs = { x, gamma: gamma ?? ones([x.shape.at(-1) ?? 1]), ...(beta ? { beta } : {}) };
  const [value, moments] = engine().runKernel<Tensor[]>(forwardName, inputs, { epsilon });
  if (!value || !moments) throw new Error(`${forwardName} returned too few tensors.`);
  return { value, moments };
}
