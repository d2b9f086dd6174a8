/**
 * Kernel calls to measure, as data: tfjs's kernel names, input shapes and attributes, so that our kernels and tfjs's
 * serve them alike. Shapes are NHWC.
 */

import type { NamedAttrMap } from '@tensorflow/tfjs';

export interface KernelCase {
  readonly network: string;
  readonly name: string;
  readonly batch: number;
  readonly kernelName: string;
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly attributes: NamedAttrMap;
  /** Multiply-adds, twice; 0 where bytes are what matters. */
  readonly flops: number;
}

/** What of a layer is measured besides its forward pass. The first layer of a network needs no gradient to its input. */
type Place = 'first' | 'inner';

export interface ConvolutionLayer {
  readonly layer: string;
  /** Height and width of the input. */
  readonly side: number;
  readonly channels: number;
  readonly kernelSize: number;
  readonly stride?: number;
  readonly pad?: 'same' | 'valid';
  readonly place?: Place;
}

interface Named {
  readonly network: string;
  readonly batch: number;
}

function outputSide({ side, kernelSize, stride = 1, pad = 'same' }: ConvolutionLayer): number {
  return Math.ceil((pad === 'same' ? side : side - kernelSize + 1) / stride);
}

/** Forward, gradient to the filter, gradient to the input. */
export function convolution(named: Named, shape: ConvolutionLayer & { readonly filters: number }): KernelCase[] {
  const { layer, side, channels, kernelSize, filters, stride = 1, pad = 'same', place = 'inner' } = shape;
  const { batch } = named;
  const out = outputSide(shape);
  const x = [batch, side, side, channels];
  const y = [batch, out, out, filters];
  const filter = [kernelSize, kernelSize, channels, filters];
  const attributes = { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const flops = 2 * batch * out * out * kernelSize * kernelSize * channels * filters;
  const made: KernelCase[] = [
    { ...named, name: `${layer} forward`, kernelName: 'Conv2D', inputs: { x, filter }, attributes, flops },
    {
      ...named,
      name: `${layer} weight gradient`,
      kernelName: 'Conv2DBackpropFilter',
      inputs: { x, dy: y },
      attributes: { ...attributes, filterShape: filter },
      flops,
    },
    {
      ...named,
      name: `${layer} input gradient`,
      kernelName: 'Conv2DBackpropInput',
      inputs: { dy: y, filter },
      attributes: { ...attributes, inputShape: x },
      flops,
    },
  ];
  return place === 'first' ? made.slice(0, 2) : made;
}

/** Forward, gradient to the filter, gradient to the input of a depthwise convolution. */
export function depthwise(named: Named, shape: ConvolutionLayer): KernelCase[] {
  const { layer, side, channels, kernelSize, stride = 1, pad = 'same' } = shape;
  const { batch } = named;
  const out = outputSide(shape);
  const x = [batch, side, side, channels];
  const y = [batch, out, out, channels];
  const filter = [kernelSize, kernelSize, channels, 1];
  const attributes = { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const flops = 2 * batch * out * out * kernelSize * kernelSize * channels;
  return [
    {
      ...named,
      name: `${layer} forward`,
      kernelName: 'DepthwiseConv2dNative',
      inputs: { x, filter },
      attributes,
      flops,
    },
    {
      ...named,
      name: `${layer} weight gradient`,
      kernelName: 'DepthwiseConv2dNativeBackpropFilter',
      inputs: { x, dy: y },
      attributes: { ...attributes, filterShape: filter },
      flops,
    },
    {
      ...named,
      name: `${layer} input gradient`,
      kernelName: 'DepthwiseConv2dNativeBackpropInput',
      inputs: { dy: y, filter },
      attributes: { ...attributes, inputShape: x },
      flops,
    },
  ];
}

/** Forward, gradient to the kernel, gradient to the input. */
export function dense(named: Named, layer: string, inputs: number, units: number): KernelCase[] {
  const { batch } = named;
  const flops = 2 * batch * inputs * units;
  const product = (name: string, a: number[], b: number[], transposeA: boolean, transposeB: boolean): KernelCase => ({
    ...named,
    name: `${layer} ${name}`,
    kernelName: 'BatchMatMul',
    inputs: { a: [1, ...a], b: [1, ...b] },
    attributes: { transposeA, transposeB },
    flops,
  });
  return [
    product('forward', [batch, inputs], [inputs, units], false, false),
    product('weight gradient', [batch, inputs], [batch, units], true, false),
    product('input gradient', [batch, units], [inputs, units], false, true),
  ];
}

/** Max pooling by `size` without overlap, forward and its gradient. */
export function maxPooling(named: Named, layer: string, side: number, channels: number, size = 2): KernelCase[] {
  const x = [named.batch, side, side, channels];
  const half = Math.floor(side / size);
  const y = [named.batch, half, half, channels];
  const attributes = { filterSize: [size, size], strides: [size, size], pad: 'valid' };
  return [
    { ...named, name: `${layer} forward`, kernelName: 'MaxPool', inputs: { x }, attributes, flops: 0 },
    {
      ...named,
      name: `${layer} gradient`,
      kernelName: 'MaxPoolGrad',
      inputs: { dy: y, input: x, output: y },
      attributes,
      flops: 0,
    },
  ];
}

/** The gradient to a bias over a feature map. */
export function biasGradient(named: Named, layer: string, side: number, channels: number): KernelCase {
  return {
    ...named,
    name: `${layer} bias gradient`,
    kernelName: 'Sum',
    inputs: { x: [named.batch, side, side, channels] },
    attributes: { axis: [0, 1, 2], keepDims: false },
    flops: 0,
  };
}
