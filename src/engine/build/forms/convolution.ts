/** The convolutions. Kernels lie as Keras's do, `[height, width, inputChannels, outputChannels]`, but for the transposed. */
import * as tf from '@tensorflow/tfjs';
import type { ActivationName } from '#graph/activations.ts';
import { trainableConv2D } from '../../kernels/fused-layers/trainable-conv2d.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { dilateKernel } from './dilate-kernel.ts';
import { fusedActivationOf, fusedActivations } from './fused-activations.ts';
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
  readonly useBias: boolean;
  readonly activation: ActivationName;
}

/** Convolution, bias and, where it is among `fusedActivations`, activation in one GPU program. */
function fusedConv2d(x: tf.Tensor4D, filter: tf.Tensor4D, call: LayerCall, settings: ConvolutionSettings): tf.Tensor {
  const { pad, useBias } = settings;
  const strides: [number, number] = [...settings.strides];
  const activation = fusedActivationOf(settings.activation);
  if (ownKernelsServe()) {
    const bias = useBias ? tf.reshape<tf.Rank.R1>(call.weight('bias'), [-1]) : undefined;
    return trainableConv2D(x, filter, bias, { strides, pad, dilations: [1, 1], activation });
  }
  return tf.fused.conv2d({ x, filter, strides, pad, ...(useBias ? { bias: call.weight('bias') } : {}), activation });
}

export const conv2d: LayerForm<'Conv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) => {
    const filter = dilateKernel(kernelOf(call, 'kernel'), dilationRate);
    return fusedConv2d(featureMap(call), filter, call, { strides, pad: padding, useBias, activation });
  },
};

export const depthwiseConv2d: LayerForm<'DepthwiseConv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) =>
    tf.fused.depthwiseConv2d({
      x: featureMap(call),
      filter: dilateKernel(kernelOf(call, 'kernel'), dilationRate),
      strides: [...strides],
      pad: padding,
      ...(useBias ? { bias: call.weight('bias') } : {}),
      activation: fusedActivationOf(activation),
    }),
};

export const separableConv2d: LayerForm<'SeparableConv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) => {
    const depthwise = dilateKernel(kernelOf(call, 'depthwise_kernel'), dilationRate);
    const spread = tf.depthwiseConv2d(featureMap(call), depthwise, [...strides], padding);
    const settings = { strides: [1, 1], pad: 'valid', useBias, activation } as const;
    return fusedConv2d(spread, kernelOf(call, 'pointwise_kernel'), call, settings);
  },
};

/** How far a transposed convolution's output reaches (Keras: `compute_conv_transpose_output_length`). */
function transposedSize(size: number, kernel: number, stride: number, padding: 'valid' | 'same'): number {
  return padding === 'same' ? size * stride : size * stride + Math.max(kernel - stride, 0);
}

export const conv2dTranspose: LayerForm<'Conv2DTranspose'> = {
  run: ({ filters, kernelSize, strides, padding, useBias }, call) => {
    const x = featureMap(call);
    const [batch, height, width] = x.shape;
    const output: [number, number, number, number] = [
      batch,
      transposedSize(height, kernelSize[0], strides[0], padding),
      transposedSize(width, kernelSize[1], strides[1], padding),
      filters,
    ];
    return withBias(tf.conv2dTranspose(x, kernelOf(call, 'kernel'), output, [...strides], padding), useBias, call);
  },
};
