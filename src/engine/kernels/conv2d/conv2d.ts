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
import { tunableEntry } from '../kernel-entry.ts';
import { componentsFor, runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import { isSoftwareAdapter } from '../software-adapter.ts';
import { conv2DTemplate } from './conv2d.wgsl.ts';
import { type Conv2DGeometry, conv2DGeometry } from './conv2d-geometry.ts';
import { conv2DTile } from './conv2d-tile.ts';

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

/** A 1×1 convolution without strides does not care for rows: as one long row it wastes no part of a strip. */
function asOneRow(g: Conv2DGeometry): Conv2DGeometry {
  const isPointwise = g.filterHeight * g.filterWidth === 1 && g.strideHeight * g.strideWidth === 1;
  if (!isPointwise || g.padTop !== 0 || g.padLeft !== 0) return g;
  const pixels = g.inHeight * g.inWidth;
  return { ...g, inHeight: 1, inWidth: pixels, outHeight: 1, outWidth: pixels };
}

/** Runs the convolution; the output is [batch, out height, out width, out channels]. */
export function runConv2D(backend: WebGPUBackend, geometry: Conv2DGeometry, call: Conv2DArguments): TensorInfo {
  const { x, filter, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const [batch] = asShape4D(x.shape);
  const g = asOneRow(geometry);
  const tile = conv2DTile(g, isSoftwareAdapter(backend) ? 'software' : 'hardware');
  const outComponents = componentsFor(g.outChannels);
  return runKernel(backend, conv2DTemplate, {
    parameters: { ...g, ...tile, bias: bias !== undefined, activation },
    inputs: [
      { name: 'x', tensor: x, components: tile.depth },
      { name: 'kernel', tensor: filter, components: outComponents },
      ...(bias ? [{ name: 'bias', tensor: bias, components: outComponents }] : []),
    ],
    outputShape: [batch, geometry.outHeight, geometry.outWidth, g.outChannels],
    outputComponents: outComponents,
    invocations: [
      batch * g.outHeight * Math.ceil(g.outWidth / tile.strip) * Math.ceil(g.outChannels / (4 * tile.vectors)),
      1,
    ],
    ...(activation === 'leakyrelu'
      ? { uniforms: [{ name: 'alpha', type: 'float32' as const, value: leakyreluAlpha }] }
      : {}),
  });
}

export const conv2D = tunableEntry<Pick<Conv2DArguments, 'x' | 'filter'>, Conv2DAttrs>(
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

export const fusedConv2D = tunableEntry<Pick<Conv2DArguments, 'x' | 'filter' | 'bias'>, FusedConv2DAttrs>(
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
