import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import {
  activationField,
  filtersField,
  kernelInitializerField,
  kernelSizeField,
  paddingField,
  stridesField,
  useBiasField,
} from '../config-fields.ts';
import { filters, kernelSize, padding, strides } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf, fromFeatureMap, onlyInput } from '../layer-forms/only-input.ts';

const schema = v.strictObject({
  filters: v.optional(filters, 32),
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  kernelInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/**
 * Keras: `keras.layers.Conv2DTranspose` with `output_padding=None` and no dilation. Kernel
 * `[kernelHeight, kernelWidth, filters, inputChannels]`; an axis grows to `size * stride`, plus `kernel - stride` where
 * that is positive and nothing is cropped (`valid`).
 */
export const conv2dTranspose = defineLayer({
  type: 'Conv2DTranspose',
  family: 'convolution',
  explanation:
    'Runs a convolution backwards: every input number stamps a learned kernel into a larger picture. ' +
    'Use it with strides above 1 to grow feature maps back, as in decoders and segmentation.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    filtersField,
    kernelSizeField,
    { ...stridesField, help: 'How many times larger the picture becomes.' },
    paddingField,
    activationField,
    useBiasField,
    kernelInitializerField,
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: ({ filters, kernelSize, strides, padding }, inputs) =>
    fromFeatureMap(inputs, (height, width) => {
      const overhang = (index: 0 | 1) => (padding === 'valid' ? Math.max(kernelSize[index] - strides[index], 0) : 0);
      return {
        ok: true,
        output: [height * strides[0] + overhang(0), width * strides[1] + overhang(1), filters],
      };
    }),
  weights: ({ filters, kernelSize, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, filters, channelsOf(inputs)], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ filters, kernelSize }, inputs) => product(onlyInput(inputs)) * product(kernelSize) * filters,
});
