import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationNames, activationSchema } from '../activations.ts';
import { dilation, filters, kernelSize, padding, strides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { convolutionOutput } from '../window.ts';

const schema = v.strictObject({
  filters: v.optional(filters, 32),
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  dilationRate: v.optional(dilation, [1, 1]),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
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
    {
      key: 'filters',
      label: 'Filters',
      control: 'integer',
      min: 1,
      max: 4096,
      help: 'How many kernels are learned, and so how many feature maps come out.',
    },
    {
      key: 'kernelSize',
      label: 'Kernel size',
      control: 'integers',
      parts: ['height', 'width'],
      min: 1,
      max: 64,
      unit: 'px',
    },
    { key: 'strides', label: 'Strides', control: 'integers', parts: ['down', 'right'], min: 1, max: 64, unit: 'px' },
    { key: 'padding', label: 'Padding', control: 'choice', options: ['valid', 'same'] },
    { key: 'dilationRate', label: 'Dilation rate', control: 'integers', parts: ['down', 'right'], min: 1, max: 64 },
    { key: 'activation', label: 'Activation', control: 'choice', options: activationNames },
    { key: 'useBias', label: 'Use bias', control: 'switch' },
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: (config, [input]) => convolutionOutput(input, config, config.filters),
  weights: ({ filters, kernelSize, useBias }, [input]) => [
    { name: 'kernel', shape: [...kernelSize, input?.[2] ?? 0, filters], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ kernelSize }, [input], output) => product(output) * product(kernelSize) * (input?.[2] ?? 0),
});
