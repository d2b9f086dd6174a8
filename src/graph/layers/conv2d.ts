import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import {
  activationField,
  dilationRateField,
  filtersField,
  kernelInitializerField,
  kernelSizeField,
  paddingField,
  stridesField,
  useBiasField,
} from '../config-fields.ts';
import { dilation, filters, kernelSize, padding, strides } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf } from '../layer-forms/only-input.ts';
import { windowOutput } from '../window.ts';

const schema = v.strictObject({
  filters: v.optional(filters, 32),
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  dilationRate: v.optional(dilation, [1, 1]),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  kernelInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/** Keras: `keras.layers.Conv2D`. Kernel `[kernelHeight, kernelWidth, inputChannels, filters]`. */
export const conv2d = defineLayer({
  type: 'Conv2D',
  family: 'convolution',
  explanation:
    'Slides small learned kernels over the picture and answers, at every place, how strongly each one matches. ' +
    'The first convolutions find edges and spots, later ones find parts of things.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    filtersField,
    kernelSizeField,
    stridesField,
    paddingField,
    dilationRateField,
    activationField,
    useBiasField,
    kernelInitializerField,
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: (config, inputs) => windowOutput(inputs, config, () => config.filters),
  weights: ({ filters, kernelSize, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, channelsOf(inputs), filters], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ kernelSize }, inputs, output) => product(output) * product(kernelSize) * channelsOf(inputs),
});
