/** What the cells of NASNet are made of. */

import { correctPad } from '../correct-pad.ts';
import type { Features, NetworkBuilder } from '../network-builder.ts';

export function nasNetNormalize(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('BatchNormalization', x, { name, momentum: 0.9997 });
}

export function nasNetRelu(net: NetworkBuilder, x: Features, name?: string): Features {
  return net.layer('Activation', x, { name, activation: 'relu' });
}

/** A 1 × 1 convolution without bias. */
export function projection(net: NetworkBuilder, x: Features, filters: number, name: string): Features {
  return net.layer('Conv2D', x, {
    name,
    filters,
    kernelSize: 1,
    padding: 'same',
    useBias: false,
    kernelInitializer: 'he_normal',
  });
}

interface SeparableSettings {
  readonly filters: number;
  readonly kernelSize: number;
  readonly strides?: number;
  readonly id: string;
}

/** Twice relu, separable convolution and normalisation; only the first convolution strides. */
export function separableUnit(net: NetworkBuilder, input: Features, settings: SeparableSettings): Features {
  const { filters, kernelSize, strides = 1, id } = settings;
  let x = nasNetRelu(net, input);
  if (strides === 2) {
    x = net.layer('ZeroPadding2D', x, { name: `separable_conv_1_pad_${id}`, padding: correctPad(x, kernelSize) });
  }
  x = net.layer('SeparableConv2D', x, {
    name: `separable_conv_1_${id}`,
    filters,
    kernelSize,
    strides,
    padding: strides === 2 ? 'valid' : 'same',
    useBias: false,
  });
  x = nasNetRelu(net, nasNetNormalize(net, x, `separable_conv_1_bn_${id}`));
  x = net.layer('SeparableConv2D', x, {
    name: `separable_conv_2_${id}`,
    filters,
    kernelSize,
    padding: 'same',
    useBias: false,
  });
  return nasNetNormalize(net, x, `separable_conv_2_bn_${id}`);
}
