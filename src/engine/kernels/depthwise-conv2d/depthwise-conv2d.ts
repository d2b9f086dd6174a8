/** DepthwiseConv2dNative, its fused form and both its gradients, NHWC; filters are [height, width, in, multiplier]. */
import {
  backend_util,
  DepthwiseConv2dNative,
  type DepthwiseConv2dNativeAttrs,
  DepthwiseConv2dNativeBackpropFilter,
  type DepthwiseConv2dNativeBackpropFilterAttrs,
  DepthwiseConv2dNativeBackpropInput,
  type DepthwiseConv2dNativeBackpropInputAttrs,
  FusedDepthwiseConv2D,
  type FusedDepthwiseConv2DAttrs,
  type TensorInfo,
} from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { type FusedActivation, isFused } from '../activation.ts';
import { runColumnSum } from '../column-sum/column-sum.ts';
import { conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { invocationsWanted } from '../invocations-wanted.ts';
import { kernelEntry } from '../kernel-entry.ts';
import { runKernel } from '../run-kernel.ts';
import { asShape4D } from '../shape-4d.ts';
import {
  type DepthwiseParameters,
  depthwiseFilterGradientTemplate,
  depthwiseInputGradientTemplate,
  depthwiseTemplate,
} from './depthwise-conv2d.wgsl.ts';

const maxStrip = 8;
/** Filters with more taps than this keep too many sums for registers, or too much code. */
const maxTaps = 25;
const maxFilterWidth = 7;

interface DepthwiseAttributes {
  readonly strides: [number, number] | number;
  readonly pad: DepthwiseConv2dNativeAttrs['pad'];
  readonly dilations: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The geometry of a depthwise convolution, from the shapes of its input and filter. */
export function depthwiseParameters(
  xShape: [number, number, number, number],
  filterShape: [number, number, number, number],
  { strides, pad, dilations, dimRoundingMode }: DepthwiseAttributes,
): DepthwiseParameters {
  const info = backend_util.computeConv2DInfo(xShape, filterShape, strides, dilations, pad, dimRoundingMode, true);
  const multiplier = filterShape[3];
  const components = multiplier === 1 && xShape[3] % 4 === 0 ? 4 : 1;
  return { ...conv2DGeometry(info), multiplier, components };
}

interface DepthwiseArguments {
  readonly x: TensorInfo;
  readonly filter: TensorInfo;
  readonly bias?: TensorInfo | undefined;
  readonly activation?: FusedActivation | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

export function runDepthwise(backend: WebGPUBackend, p: DepthwiseParameters, call: DepthwiseArguments): TensorInfo {
  const { x, filter, bias, activation = 'linear', leakyreluAlpha = 0.2 } = call;
  const { components } = p;
  const [batch] = asShape4D(x.shape);
  // The shortest strip that needs no more of them: the last one then hangs over the least.
  const strip = Math.ceil(p.outWidth / Math.ceil(p.outWidth / maxStrip));
  return runKernel(backend, depthwiseTemplate, {
    parameters: { ...p, strip, bias: bias !== undefined, activation },
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'kernel', tensor: filter, components },
      ...(bias ? [{ name: 'bias', tensor: bias, components }] : []),
    ],
    outputShape: [batch, p.outHeight, p.outWidth, p.outChannels],
    outputComponents: components,
    invocations: [(batch * p.outHeight * Math.ceil(p.outWidth / strip) * p.outChannels) / components, 1],
    ...(activation === 'leakyrelu'
      ? { uniforms: [{ name: 'alpha', type: 'float32' as const, value: leakyreluAlpha }] }
      : {}),
  });
}

export function runDepthwiseInputGradient(
  backend: WebGPUBackend,
  p: DepthwiseParameters,
  { dy, filter }: Record<'dy' | 'filter', TensorInfo>,
): TensorInfo {
  const { components } = p;
  const [batch] = asShape4D(dy.shape);
  return runKernel(backend, depthwiseInputGradientTemplate, {
    parameters: p,
    inputs: [
      { name: 'dy', tensor: dy, components },
      { name: 'kernel', tensor: filter, components },
    ],
    outputShape: [batch, p.inHeight, p.inWidth, p.inChannels],
    outputComponents: components,
    invocations: [(batch * p.inHeight * p.inWidth * p.inChannels) / components, 1],
  });
}

export function runDepthwiseFilterGradient(
  backend: WebGPUBackend,
  p: DepthwiseParameters,
  { x, dy }: Record<'x' | 'dy', TensorInfo>,
): TensorInfo {
  const { components } = p;
  const [batch] = asShape4D(dy.shape);
  const width = p.outChannels / components;
  const parts = Math.max(1, Math.min(Math.ceil(invocationsWanted(backend) / width), batch * p.outHeight));
  const filterShape = [p.filterHeight, p.filterWidth, p.inChannels, p.multiplier];
  const partial = runKernel(backend, depthwiseFilterGradientTemplate, {
    parameters: { ...p, parts },
    inputs: [
      { name: 'x', tensor: x, components },
      { name: 'dy', tensor: dy, components },
    ],
    outputShape: parts === 1 ? filterShape : [parts, p.filterHeight * p.filterWidth * p.outChannels],
    outputComponents: components,
    invocations: [width * parts, 1],
  });
  if (parts === 1) return partial;
  const total = runColumnSum(backend, partial, filterShape);
  backend.disposeData(partial.dataId);
  return total;
}

export const depthwiseConv2D = kernelEntry<Record<'x' | 'filter', TensorInfo>, DepthwiseConv2dNativeAttrs>(
  DepthwiseConv2dNative,
  ({ inputs: { x, filter }, attrs, backend }) => {
    const p = depthwiseParameters(asShape4D(x.shape), asShape4D(filter.shape), attrs);
    if (attrs.dataFormat === 'NCHW' || p.filterWidth > maxFilterWidth) return undefined;
    return runDepthwise(backend, p, { x, filter });
  },
);

export const fusedDepthwiseConv2D = kernelEntry<
  { readonly x: TensorInfo; readonly filter: TensorInfo; readonly bias?: TensorInfo },
  FusedDepthwiseConv2DAttrs
>(FusedDepthwiseConv2D, ({ inputs: { x, filter, bias }, attrs, backend }) => {
  const { activation, leakyreluAlpha } = attrs;
  const p = depthwiseParameters(asShape4D(x.shape), asShape4D(filter.shape), attrs);
  if (attrs.dataFormat === 'NCHW' || p.filterWidth > maxFilterWidth || !isFused(activation)) return undefined;
  return runDepthwise(backend, p, { x, filter, bias, activation, leakyreluAlpha });
});

export const depthwiseBackpropInput = kernelEntry<
  Record<'dy' | 'filter', TensorInfo>,
  DepthwiseConv2dNativeBackpropInputAttrs
>(DepthwiseConv2dNativeBackpropInput, ({ inputs: { dy, filter }, attrs, backend }) => {
  const p = depthwiseParameters(attrs.inputShape, asShape4D(filter.shape), attrs);
  return runDepthwiseInputGradient(backend, p, { dy, filter });
});

export const depthwiseBackpropFilter = kernelEntry<
  Record<'x' | 'dy', TensorInfo>,
  DepthwiseConv2dNativeBackpropFilterAttrs
>(DepthwiseConv2dNativeBackpropFilter, ({ inputs: { x, dy }, attrs, backend }) => {
  const p = depthwiseParameters(asShape4D(x.shape), attrs.filterShape, attrs);
  if (p.filterHeight * p.filterWidth > maxTaps) return undefined;
  return runDepthwiseFilterGradient(backend, p, { x, dy });
});
