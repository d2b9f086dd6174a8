/** The convolutions. Padding is written out, since ONNX's `SAME_UPPER` is deprecated and transposed ones differ. */
import type { Padding, Pair } from '#graph/config-schemas.ts';
import { featureMap, type OnnxCall, type OnnxForm, onlyInput } from './onnx-form.ts';
import type { OnnxValue } from './onnx-graph.ts';
import { type Arranged, convolutionKernel, depthwiseKernel, transpose } from './onnx-weights.ts';

/** ONNX's `[top, left, bottom, right]` for TensorFlow's padding of a sliding window. */
export function windowPads(
  [height, width]: Pair,
  kernelSize: Pair,
  strides: Pair,
  padding: Padding,
  dilationRate: Pair = [1, 1],
): readonly number[] {
  if (padding === 'valid') return [0, 0, 0, 0];
  const total = (size: number, axis: 0 | 1) => {
    const reach = (kernelSize[axis] - 1) * dilationRate[axis] + 1;
    return Math.max(0, (Math.ceil(size / strides[axis]) - 1) * strides[axis] + reach - size);
  };
  const [down, right] = [total(height, 0), total(width, 1)];
  return [Math.floor(down / 2), Math.floor(right / 2), Math.ceil(down / 2), Math.ceil(right / 2)];
}

interface Convolution {
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilationRate: Pair;
  readonly group: number;
  readonly kernel: Arranged;
  readonly useBias: boolean;
}

function convolve(call: OnnxCall, x: OnnxValue, channels: number, convolution: Convolution): OnnxValue {
  const { strides, padding, dilationRate, group, kernel, useBias } = convolution;
  const [height = 0, width = 0] = x.shape;
  const [, , kernelHeight = 1, kernelWidth = 1] = kernel.dims;
  const { graph, output } = call;
  const inputs = [x.name, graph.floats(kernel.values, kernel.dims, 'kernel')];
  if (useBias) inputs.push(graph.floats(call.weight('bias'), [channels], 'bias'));
  const name = graph.operation('Conv', inputs, {
    kernel_shape: [kernelHeight, kernelWidth],
    strides,
    dilations: dilationRate,
    pads: windowPads([height, width], [kernelHeight, kernelWidth], strides, padding, dilationRate),
    group,
  });
  return { name, shape: [output[0] ?? 0, output[1] ?? 0, channels], isChannelsFirst: true };
}

export const conv2d: OnnxForm<'Conv2D'> = (config, call) => {
  const { x, channels } = featureMap(call);
  const { kernelSize, filters, groups: group } = config;
  const kernel = convolutionKernel(call.weight('kernel'), [...kernelSize, channels / group, filters]);
  return convolve(call, x, filters, { ...config, group, kernel });
};

export const depthwiseConv2d: OnnxForm<'DepthwiseConv2D'> = (config, call) => {
  const { x, channels } = featureMap(call);
  const { kernelSize, depthMultiplier } = config;
  const kernel = depthwiseKernel(call.weight('kernel'), [...kernelSize, channels, depthMultiplier]);
  return convolve(call, x, channels * depthMultiplier, { ...config, group: channels, kernel });
};

export const separableConv2d: OnnxForm<'SeparableConv2D'> = (config, call) => {
  const { x, channels } = featureMap(call);
  const { kernelSize, depthMultiplier, filters, useBias } = config;
  const spreadChannels = channels * depthMultiplier;
  const depthwise = depthwiseKernel(call.weight('depthwise_kernel'), [...kernelSize, channels, depthMultiplier]);
  const pointwise = convolutionKernel(call.weight('pointwise_kernel'), [1, 1, spreadChannels, filters]);
  const spread = convolve(call, x, spreadChannels, { ...config, useBias: false, group: channels, kernel: depthwise });
  return convolve(call, spread, filters, {
    strides: [1, 1],
    padding: 'valid',
    dilationRate: [1, 1],
    group: 1,
    kernel: pointwise,
    useBias,
  });
};

/**
 * Both write an input number's stamp at `place * stride`. Where Keras's output is smaller, the rest is cropped, less of it
 * at the top and left; where it is larger, zeros are added at the bottom and right.
 */
export const conv2dTranspose: OnnxForm<'Conv2DTranspose'> = (config, call) => {
  const { kernelSize, strides, dilationRate, filters, useBias } = config;
  const { graph, output } = call;
  const { x, height, width, channels } = featureMap(call);
  const excess = ([height, width] as const).map((size, axis) => {
    const reach = ((kernelSize[axis] ?? 1) - 1) * (dilationRate[axis] ?? 1) + 1;
    return (size - 1) * (strides[axis] ?? 1) + reach - (output[axis] ?? 0);
  });
  const [down = 0, right = 0] = excess.map((size) => Math.max(0, size));
  const kernel = transpose(call.weight('kernel'), [...kernelSize, filters, channels], [3, 2, 0, 1]);
  const inputs = [x.name, graph.floats(kernel.values, kernel.dims, 'kernel')];
  if (useBias) inputs.push(graph.floats(call.weight('bias'), [filters], 'bias'));
  const name = graph.operation('ConvTranspose', inputs, {
    kernel_shape: kernelSize,
    strides,
    dilations: dilationRate,
    pads: [Math.floor(down / 2), Math.floor(right / 2), Math.ceil(down / 2), Math.ceil(right / 2)],
    output_padding: excess.map((size) => Math.max(0, -size)),
  });
  return { name, shape: output, isChannelsFirst: true };
};

/** On the last axis of a tensor of any rank. */
export const dense: OnnxForm<'Dense'> = ({ units, useBias }, call) => {
  const { graph } = call;
  const x = graph.channelsLast(onlyInput(call));
  const kernel = graph.floats(call.weight('kernel'), [x.shape.at(-1) ?? 0, units], 'kernel');
  const bias = () => graph.floats(call.weight('bias'), [units], 'bias');
  const shape = [...x.shape.slice(0, -1), units];
  if (x.shape.length === 1 && useBias) return { ...x, shape, name: graph.operation('Gemm', [x.name, kernel, bias()]) };
  const product = { ...x, shape, name: graph.operation('MatMul', [x.name, kernel]) };
  return useBias ? graph.elementwise('Add', product, [bias()]) : product;
};
