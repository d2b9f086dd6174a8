/** The kernel calls that a layer makes, forward and backward. Shapes are NHWC. */
import { product } from '#base/math.ts';
import type { InputShapes, KernelCall, Named } from './kernel-case.ts';

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

const forward = 'forward';
/** Of kernels that take a bias and an activation, too, by their names without. */
const fusedNames: Readonly<Record<string, string>> = {
  Conv2D: 'FusedConv2D',
  DepthwiseConv2dNative: 'FusedDepthwiseConv2D',
  BatchMatMul: '_FusedMatMul',
};

function outputSide({ side, kernelSize, stride = 1, pad = 'same' }: ConvolutionLayer): number {
  return Math.ceil((pad === 'same' ? side : side - kernelSize + 1) / stride);
}

/** Forward, gradient to the filter, gradient to the input. */
export function convolution(named: Named, shape: ConvolutionLayer & { readonly filters: number }): KernelCall[] {
  const { layer, side, channels, kernelSize, filters, stride = 1, pad = 'same', place = 'inner' } = shape;
  const { batch } = named;
  const out = outputSide(shape);
  const x = [batch, side, side, channels];
  const y = [batch, out, out, filters];
  const filter = [kernelSize, kernelSize, channels, filters];
  const attributes = { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
  const flops = 2 * batch * out * out * kernelSize * kernelSize * channels * filters;
  const made: KernelCall[] = [
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

/** The forward passes of these layers with bias and ReLU in one kernel. */
export function fused(calls: readonly KernelCall[]): KernelCall[] {
  return calls.flatMap((call) => {
    const { name, kernelName, inputs, attributes } = call;
    const fusedName = fusedNames[kernelName];
    const weights = inputs.filter ?? inputs.b;
    if (!fusedName || !weights || !name.endsWith(forward)) return [];
    // Channels times their multiplier where a convolution is depthwise, whose filter ends in the multiplier.
    const units = fusedName === 'FusedDepthwiseConv2D' ? weights.slice(-2) : weights.slice(-1);
    return {
      ...call,
      name: name.replace(forward, 'with bias and ReLU'),
      kernelName: fusedName,
      inputs: { ...inputs, bias: [product(units)] },
      attributes: { ...attributes, activation: 'relu' },
    };
  });
}

/** Forward, gradient to the filter, gradient to the input of a depthwise convolution. */
export function depthwise(named: Named, shape: ConvolutionLayer): KernelCall[] {
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
export function dense(named: Named, layer: string, inputs: number, units: number): KernelCall[] {
  const { batch } = named;
  const flops = 2 * batch * inputs * units;
  const matMul = (name: string, a: number[], b: number[], transposeA: boolean, transposeB: boolean): KernelCall => ({
    ...named,
    name: `${layer} ${name}`,
    kernelName: 'BatchMatMul',
    inputs: { a: [1, ...a], b: [1, ...b] },
    attributes: { transposeA, transposeB },
    flops,
  });
  return [
    matMul('forward', [batch, inputs], [inputs, units], false, false),
    matMul('weight gradient', [batch, inputs], [batch, units], true, false),
    matMul('input gradient', [batch, units], [inputs, units], false, true),
  ];
}

interface PoolingLayer {
  readonly layer: string;
  /** Height and width of the input. */
  readonly side: number;
  readonly channels: number;
  /** Height and width of the windows, which do not overlap. */
  readonly size?: number;
}

function pooling(named: Named, { layer, side, channels, size = 2 }: PoolingLayer) {
  const { batch } = named;
  const out = Math.floor(side / size);
  const attributes = { filterSize: [size, size], strides: [size, size], pad: 'valid' };
  const call = (name: string, kernelName: string, inputs: InputShapes): KernelCall => ({
    ...named,
    name: `${layer} ${name}`,
    kernelName,
    inputs,
    attributes,
    flops: 0,
  });
  return { x: [batch, side, side, channels], y: [batch, out, out, channels], call };
}

/** Forward, and its gradient. */
export function maxPooling(named: Named, shape: PoolingLayer): KernelCall[] {
  const { x, y, call } = pooling(named, shape);
  return [call('forward', 'MaxPool', { x }), call('gradient', 'MaxPoolGrad', { dy: y, input: x, output: y })];
}

/** Forward, and its gradient. */
export function averagePooling(named: Named, shape: PoolingLayer): KernelCall[] {
  const { x, y, call } = pooling(named, shape);
  return [call('forward', 'AvgPool', { x }), call('gradient', 'AvgPoolGrad', { dy: y, input: x })];
}

/** The gradient to a bias over a feature map. */
export function biasGradient(named: Named, layer: string, side: number, channels: number): KernelCall {
  return {
    ...named,
    name: `${layer} bias gradient`,
    kernelName: 'Sum',
    inputs: { x: [named.batch, side, side, channels] },
    attributes: { axis: [0, 1, 2], keepDims: false },
    flops: 0,
  };
}
