/** The convolutions. Kernels lie as Keras's do, `[height, width, inputChannels, outputChannels]`, but for the transposed. */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { ActivationName } from '#graph/activations.ts';
import { transposedSize } from '#graph/window.ts';
import { trainableConv2D } from '../../kernels/fused-layers/trainable-conv2d.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { dilateKernel } from './dilate-kernel.ts';
import {
  fusedActivationOf,
  fusedActivations,
  stockActivationOf,
  stockActivations,
  withRestOf,
} from './fused-activations.ts';
import { featureMap, type LayerCall, type LayerForm } from './layer-form.ts';

function kernelOf(call: LayerCall, name: string): tf.Tensor4D {
  const variable = call.weight(name);
  return tf.reshape(variable, variable.shape as [number, number, number, number]);
}

function withBias(x: tf.Tensor, useBias: boolean, call: LayerCall): tf.Tensor {
  return useBias ? tf.add(x, call.weight('bias')) : x;
}

interface ConvolutionSettings {
  readonly strides: readonly [number, number];
  readonly pad: 'same' | 'valid';
  readonly bias: tf.Tensor1D | undefined;
  readonly activation: ActivationName;
}

function biasOf(call: LayerCall, useBias: boolean): tf.Tensor1D | undefined {
  return useBias ? tf.reshape<tf.Rank.R1>(call.weight('bias'), [-1]) : undefined;
}

/** Convolution, bias and, where it is among `fusedActivations`, activation in one GPU program. */
function fusedConv2d(x: tf.Tensor4D, filter: tf.Tensor4D, settings: ConvolutionSettings): tf.Tensor {
  const { pad, bias, activation } = settings;
  const strides: [number, number] = [...settings.strides];
  if (ownKernelsServe()) {
    const fused = fusedActivationOf(activation);
    return trainableConv2D(x, filter, bias, { strides, pad, dilations: [1, 1], activation: fused });
  }
  const stock = { x, filter, strides, pad, ...(bias ? { bias } : {}), activation: stockActivationOf(activation) };
  return withRestOf(activation, tf.fused.conv2d(stock));
}

export const conv2d: LayerForm<'Conv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, groups, activation, useBias }, call) => {
    const settings = { strides, pad: padding, activation };
    const filter = dilateKernel(kernelOf(call, 'kernel'), dilationRate);
    const [x, bias] = [featureMap(call), biasOf(call, useBias)];
    if (groups === 1) return fusedConv2d(x, filter, { ...settings, bias });
    const biases = bias ? tf.split<tf.Tensor1D>(bias, groups) : [];
    const filters = tf.split<tf.Tensor4D>(filter, groups, 3);
    const parts = tf.split<tf.Tensor4D>(x, groups, 3).map((part, index) => {
      const own = present(filters[index], 'every group has filters');
      return fusedConv2d(part, own, { ...settings, bias: biases[index] });
    });
    return tf.concat(parts, 3);
  },
};

export const depthwiseConv2d: LayerForm<'DepthwiseConv2D'> = {
  fuses: stockActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) =>
    tf.fused.depthwiseConv2d({
      x: featureMap(call),
      filter: dilateKernel(kernelOf(call, 'kernel'), dilationRate),
      strides: [...strides],
      pad: padding,
      ...(useBias ? { bias: call.weight('bias') } : {}),
      activation: stockActivationOf(activation),
    }),
};

export const separableConv2d: LayerForm<'SeparableConv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) => {
    const depthwise = dilateKernel(kernelOf(call, 'depthwise_kernel'), dilationRate);
    const spread = tf.depthwiseConv2d(featureMap(call), depthwise, [...strides], padding);
    const settings = { strides: [1, 1], pad: 'valid', activation } as const;
    return fusedConv2d(spread, kernelOf(call, 'pointwise_kernel'), { ...settings, bias: biasOf(call, useBias) });
  },
};

export const conv2dTranspose: LayerForm<'Conv2DTranspose'> = {
  run: (config, call) => {
    const { filters, strides, padding, dilationRate, useBias } = config;
    const x = featureMap(call);
    const [batch, height, width] = x.shape;
    const output: [number, number, number, number] = [
      batch,
      present(transposedSize(height, 0, config), 'the shape was inferred'),
      present(transposedSize(width, 1, config), 'the shape was inferred'),
      filters,
    ];
    const kernel = dilateKernel(kernelOf(call, 'kernel'), dilationRate);
    return withBias(tf.conv2dTranspose(x, kernel, output, [...strides], padding), useBias, call);
  },
};
