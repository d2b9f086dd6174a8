/** The convolutions. Kernels lie as Keras's do, `[height, width, inputChannels, outputChannels]`, but for the transposed. */
import * as tf from '@tensorflow/tfjs';
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

export const conv2d: LayerForm<'Conv2D'> = {
  fuses: fusedActivations,
  run: ({ strides, padding, dilationRate, activation, useBias }, call) => {
    const x = featureMap(call);
    const filter = dilateKernel(kernelOf(call, 'kernel'), dilationRate);
    const fused = fusedActivationOf(activation);
    if (ownKernelsServe()) {
      const bias = useBias ? tf.reshape<tf.Rank.R1>(call.weight('bias'), [-1]) : undefined;
      return trainableConv2D(x, filter, bias, {
        strides: [...strides],
        pad: padding,
        dilations: [1, 1],
        activation: fused,
      });
    }
    return tf.fused.conv2d({
      x,
      filter,
      strides: [...strides],
      pad: padding,
      ...(useBias ? { bias: call.weight('bias') } : {}),
      activation: fused,
    });
  },
};

export const depthwiseConv2d: LayerForm<'DepthwiseConv2D'> = {
  run: ({ strides, padding, dilationRate, useBias }, call) => {
    const kernel = dilateKernel(kernelOf(call, 'kernel'), dilationRate);
    return withBias(tf.depthwiseConv2d(featureMap(call), kernel, [...strides], padding), useBias, call);
  },
};

export const separableConv2d: LayerForm<'SeparableConv2D'> = {
  run: ({ strides, padding, dilationRate, useBias }, call) => {
    const depthwise = dilateKernel(kernelOf(call, 'depthwise_kernel'), dilationRate);
    const spread = tf.depthwiseConv2d(featureMap(call), depthwise, [...strides], padding);
    return withBias(tf.conv2d(spread, kernelOf(call, 'pointwise_kernel'), 1, 'valid'), useBias, call);
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
