import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import {
  activationField,
  depthMultiplierField,
  dilationRateField,
  filtersField,
  kernelInitializerField,
  kernelSizeField,
  paddingField,
  stridesField,
  useBiasField,
} from '../config-fields.ts';
import { depthMultiplier, dilation, filters, kernelSize, padding, strides } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf } from '../layer-forms/only-input.ts';
import { windowOutput } from '../window.ts';

const schema = v.strictObject({
  filters: v.optional(filters, 32),
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  depthMultiplier: v.optional(depthMultiplier, 1),
  dilationRate: v.optional(dilation, [1, 1]),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  depthwiseInitializer: v.optional(initializerSchema, 'glorot_uniform'),
  pointwiseInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/**
 * Keras: `keras.layers.SeparableConv2D`, a depthwise convolution followed by a 1 × 1 convolution. Depthwise kernel
 * `[kernelHeight, kernelWidth, inputChannels, depthMultiplier]`, pointwise kernel
 * `[1, 1, inputChannels * depthMultiplier, filters]`.
 */
export const separableConv2d = defineLayer({
  type: 'SeparableConv2D',
  family: 'convolution',
  explanation:
    'First filters every channel by itself, then mixes the channels with a 1 × 1 convolution. ' +
    'It replaces a Conv2D where fewer parameters and less work matter, as in Xception.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    depthMultiplierField,
    dilationRateField,
    activationField,
    useBiasField,
    { ...kernelInitializerField, key: 'depthwiseInitializer', label: 'Depthwise initializer' },
    { ...kernelInitializerField, key: 'pointwiseInitializer', label: 'Pointwise initializer' },
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: (config, inputs) => windowOutput(inputs, config, () => config.filters),
  weights: ({ filters, kernelSize, depthMultiplier, useBias }, inputs) => [
    { name: 'depthwise_kernel', shape: [...kernelSize, channelsOf(inputs), depthMultiplier], trainable: true },
    { name: 'pointwise_kernel', shape: [1, 1, channelsOf(inputs) * depthMultiplier, filters], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ kernelSize, depthMultiplier, filters }, inputs, output) => {
    const places = product(output) / filters;
    const depthwiseChannels = channelsOf(inputs) * depthMultiplier;
    return places * depthwiseChannels * (product(kernelSize) + filters);
  },
});
