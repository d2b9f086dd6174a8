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
import { dilation, filters, kernelSize, outputPadding, padding, strides } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf, fromFeatureMap, onlyInput } from '../layer-forms/only-input.ts';
import { transposedSize } from '../window.ts';

const schema = v.strictObject({
  filters: v.optional(filters, 32),
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  /** null: as much as makes an axis `size * stride` where it is padded. */
  outputPadding: v.optional(v.nullable(outputPadding), null),
  dilationRate: v.optional(dilation, [1, 1]),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  kernelInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/**
 * Keras: `keras.layers.Conv2DTranspose`. Kernel `[kernelHeight, kernelWidth, filters, inputChannels]`; an axis grows to
 * `size * stride`, plus `kernel - stride` where that is positive and nothing is cropped (`valid`), unless the output padding
 * says otherwise.
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
    {
      key: 'outputPadding',
      label: 'Output padding',
      control: 'integers',
      parts: ['height', 'width'],
      min: 0,
      max: 63,
      unit: 'px',
      whenNull: 'as the strides say',
      help: 'How many rows and columns are added at the bottom and right; less than the strides.',
    },
    dilationRateField,
    activationField,
    useBiasField,
    kernelInitializerField,
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: (config, inputs) =>
    fromFeatureMap(inputs, (height, width, channels) => {
      const { filters, strides, dilationRate } = config;
      if (Math.max(...strides) > 1 && Math.max(...dilationRate) > 1) {
        return { ok: false, fault: { kind: 'strides-with-dilation', input: [height, width, channels] } };
      }
      const sizes = [transposedSize(height, 0, config), transposedSize(width, 1, config)] as const;
      const [rows, columns] = sizes;
      if (rows !== null && columns !== null) return { ok: true, output: [rows, columns, filters] };
      const reason = `an output padding of ${config.outputPadding?.join(' × ')} does not belong to its strides`;
      return { ok: false, fault: { kind: 'misfit', settings: ['outputPadding'], reason } };
    }),
  weights: ({ filters, kernelSize, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, filters, channelsOf(inputs)], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ filters, kernelSize }, inputs) => product(onlyInput(inputs)) * product(kernelSize) * filters,
});
