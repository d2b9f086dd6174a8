/** A pass of augmentation on WebGPU; `data/augmentation/warp.ts` is its reference. */
import { engine, type Tensor, type Tensor2D, type Tensor4D, type TensorInfo } from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type Pass, parameterCount, pointOffsets } from '#data/augmentation/pass.ts';
import { kernelEntry } from '../kernel-entry.ts';
import type { PackedPixels } from '../packed-pixels/packed-pixels.ts';
import { runKernel } from '../run-kernel.ts';
import { meanTemplate, pixelsPerInvocation, rowSumTemplate, warpTemplate } from './warp.wgsl.ts';

const kernelName = 'AugmentWarp';

interface WarpInputs {
  /** float32 `[count, height, width, channels]`, or the words of packed pixels. */
  readonly source: TensorInfo;
  /** float32 `[batch, parameterCount]`. */
  readonly parameters: TensorInfo;
}

interface WarpAttributes {
  readonly pass: Pass;
  readonly channels: number;
}

/** Each channel's mean over each picture's window, `[batch, channels]`. */
function windowMeans(
  backend: WebGPUBackend,
  { source, parameters }: WarpInputs,
  { pass, channels }: WarpAttributes,
): TensorInfo {
  const batch = parameters.shape[0] as number;
  const { input, window } = pass;
  const sizes = { windowHeight: window.height, windowWidth: window.width, channels };
  const sums = runKernel(backend, rowSumTemplate, {
    parameters: {
      inputHeight: input.height,
      inputWidth: input.width,
      ...sizes,
      isPacked: isPacked(source),
      count: parameterCount(pass),
    },
    inputs: [
      { name: 'source', tensor: source, components: 1 },
      { name: 'parameters', tensor: parameters, components: 1 },
    ],
    outputShape: [batch, window.height, channels],
    outputComponents: 1,
    invocations: [batch * window.height * channels, 1],
    uniforms: [{ name: 'sums', type: 'int32', value: batch * window.height * channels }],
  });
  const means = runKernel(backend, meanTemplate, {
    parameters: sizes,
    inputs: [{ name: 'sums', tensor: sums, components: 1 }],
    outputShape: [batch, channels],
    outputComponents: 1,
    invocations: [batch * channels, 1],
    uniforms: [{ name: 'means', type: 'int32', value: batch * channels }],
  });
  backend.disposeData(sums.dataId);
  return means;
}

function isPacked(source: TensorInfo): boolean {
  return source.dtype === 'int32';
}

export const augmentWarpKernel = kernelEntry<WarpInputs, WarpAttributes>(kernelName, ({ inputs, attrs, backend }) => {
  const { source, parameters } = inputs;
  const { pass, channels } = attrs;
  const { input, window, output, sampling, points } = pass;
  const batch = parameters.shape[0] as number;
  const runs = batch * output.height * Math.ceil(output.width / pixelsPerInvocation);
  const means = points[0]?.kind === 'contrast' ? windowMeans(backend, inputs, attrs) : null;
  const warped = runKernel(backend, warpTemplate, {
    parameters: {
      inputHeight: input.height,
      inputWidth: input.width,
      windowHeight: window.height,
      windowWidth: window.width,
      outputHeight: output.height,
      outputWidth: output.width,
      channels,
      isPacked: isPacked(source),
      interpolation: sampling?.interpolation ?? 'none',
      fillMode: sampling?.fillMode ?? 'constant',
      points: points.map(({ kind }) => kind).join(),
      offsets: pointOffsets(points).join(),
      count: parameterCount(pass),
    },
    inputs: [
      { name: 'source', tensor: source, components: 1 },
      { name: 'parameters', tensor: parameters, components: 1 },
      ...(means ? [{ name: 'means', tensor: means, components: 1 } as const] : []),
    ],
    outputShape: [batch, output.height, output.width, channels],
    outputComponents: 1,
    invocations: [runs, 1],
    uniforms: [{ name: 'runs', type: 'int32', value: runs }],
  });
  if (means) backend.disposeData(means.dataId);
  return warped;
});

/**
 * The pass's output `[batch, height, width, channels]`. Needs the WebGPU backend with our kernels.
 *
 * @param source `[count, height, width, channels]`, of the pass's input size
 * @param parameters of each picture, `[batch, parameterCount]`
 */
export function augmentWarp(pass: Pass, source: Tensor4D | PackedPixels, parameters: Tensor2D): Tensor4D {
  const channels = source.shape[3];
  const values = 'words' in source ? source.words : source;
  const attributes = { pass: pass as never, channels };
  const warped: Tensor = engine().runKernel(kernelName, { source: values, parameters }, attributes);
  return warped as Tensor4D;
}
