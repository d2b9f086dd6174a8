/**
 * Conv2D and FusedConv2D forward, NHWC, any strides, padding and dilation; bias and activation fused. A 1×1 filter is
 * the same walk with a single tap. NCHW and PReLU stay with the stock kernels.
 */
import {
  backend_util,
  Conv2D,
  type Conv2DAttrs,
  FusedConv2D,
  type FusedConv2DAttrs,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type FusedActivation, isFused } from '../activation.ts';
import { kernelEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { conv2DTemplate } from './conv2d.wgsl.ts';
import { type Conv2DGeometry, conv2DGeometry } from './conv2d-geometry.ts';

interface Conv2DArguments {
  /** [batch, height, width, channels]. */
  readonly x: TensorInfo;
  /** [height, width, in channels, out channels]. */
  readonly filter: TensorInfo;
  /** [out channels]. */
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

/** The tile of one invocation: output pixels × groups of four output channels. */
function tileFor(g: Conv2DGeometry): { readonly pixels: number; readonly vectors: number } {
  const vectors = g.outChannels > 4 ? 2 : 1;
  return { pixels: 8, vectors };
}

/** Runs the convolution; the output is [batch, out height, out width, out channels]. */
export function runConv2D(backend: WebGPUBackend, g: Conv2DGeometry, call: Conv2DArguments): TensorInfo {
  const { x, filter, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const [batch] = asShape4D(x.shape);
  const tile = tileFor(g);
  const outComponents = componentsFor(g.outChannels);
  return runKernel(backend, conv2DTemplate, {
    parameters: { ...g, ...tile, bias: bias !== undefined, activation },
    inputs: [
      { name: 'x', tensor: x, components: componentsFor(g.inChannels) },
      { name: 'kernel', tensor: filter, components: outComponents },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape: [batch, g.outHeight, g.outWidth, g.outChannels],
    outputComponents: outComponents,
    invocations: [
      Math.ceil((batch * g.outHeight * g.outWidth) / tile.pixels),
      Math.ceil(g.outChannels / (4 * tile.vectors)),
    ],
    ...(activation === 'leakyrelu'
      ? { uniforms: [{ name: 'alpha', type: 'float32' as const, value: leakyreluAlpha }] }
      : {}),
  });
}

export const conv2D = kernelEntry<Pick<Conv2DArguments, 'x' | 'filter'>, Conv2DAttrs>(
  Conv2D,
  ({ inputs, attrs, backend }) => {
    const { x, filter } = inputs;
    if (attrs.dataFormat !== 'NHWC') return undefined;
    const info = backend_util.computeConv2DInfo(
      asShape4D(x.shape),
      asShape4D(filter.shape),
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    return runConv2D(backend, conv2DGeometry(info), { x, filter });
  },
);

export const fusedConv2D = kernelEntry<Pick<Conv2DArguments, 'x' | 'filter' | 'bias'>, FusedConv2DAttrs>(
  FusedConv2D,
  ({ inputs, attrs, backend }) => {
    const { x, filter, bias } = inputs;
    const { activation, leakyreluAlpha } = attrs;
    if (attrs.dataFormat !== 'NHWC' || !isFused(activation)) return undefined;
    const info = backend_util.computeConv2DInfo(
      asShape4D(x.shape),
      asShape4D(filter.shape),
      attrs.strides,
      attrs.dilations,
      attrs.pad,
      attrs.dimRoundingMode,
    );
    const hasVectorBias = !bias || bias.shape.every((size, axis) => axis === bias.shape.length - 1 || size === 1);
    if (!hasVectorBias || (bias && bias.shape.at(-1) !== info.outChannels)) return undefined;
    return runConv2D(backend, conv2DGeometry(info), { x, filter, bias, activation, leakyreluAlpha });
  },
);
