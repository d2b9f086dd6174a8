import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import {
  activationField,
  dilationRateField,
  filtersField,
  groupsField,
  kernelInitializerField,
  kernelSizeField,
  paddingField,
  stridesField,
  useBiasField,
} from '../config-fields.ts';
import { dilation, filters, groups, kernelSize, padding, strides } from '../config-schemas.ts';
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
  groups: v.optional(groups, 1),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  kernelInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/** Keras: `keras.layers.Conv2D`. Kernel `[kernelHeight, kernelWidth, inputChannels / groups, filters]`. */
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
    groupsField,
    activationField,
    useBiasField,
    kernelInitializerField,
  ],
  highlights: ({ filters, kernelSize }) => [`${filters} filters`, kernelSize.join(' × ')],
  inferShape: (config, inputs) => {
    const inferred = windowOutput(inputs, config, () => config.filters);
    const uneven = [channelsOf(inputs), config.filters].some((count) => count % config.groups !== 0);
    if (!inferred.ok || !uneven) return inferred;
    const reason = `its ${config.groups} groups cannot share ${channelsOf(inputs)} channels and ${config.filters} filters evenly`;
    return { ok: false, fault: { kind: 'misfit', settings: ['groups'], reason } };
  },
  weights: ({ filters, kernelSize, groups, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, channelsOf(inputs) / groups, filters], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [filters], trainable: true }] : []),
  ],
  multiplyAdds: ({ kernelSize, groups }, inputs, output) =>
    (product(output) * product(kernelSize) * channelsOf(inputs)) / groups,
});
