import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import {
  activationField,
  depthMultiplierField,
  dilationRateField,
  kernelInitializerField,
  kernelSizeField,
  paddingField,
  stridesField,
  useBiasField,
} from '../config-fields.ts';
import { depthMultiplier, dilation, kernelSize, padding, strides } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf } from '../layer-forms/only-input.ts';
import { windowOutput } from '../window.ts';

const schema = v.strictObject({
  kernelSize: v.optional(kernelSize, [3, 3]),
  strides: v.optional(strides, [1, 1]),
  padding: v.optional(padding, 'valid'),
  depthMultiplier: v.optional(depthMultiplier, 1),
  dilationRate: v.optional(dilation, [1, 1]),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  depthwiseInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/**
 * Keras: `keras.layers.DepthwiseConv2D`. Kernel `[kernelHeight, kernelWidth, inputChannels, depthMultiplier]`; output
 * channel `c * depthMultiplier + m` comes from input channel `c` and its kernel `m`.
 */
export const depthwiseConv2d = defineLayer({
  type: 'DepthwiseConv2D',
  family: 'convolution',
  explanation:
    'Filters every channel with a small kernel of its own, without mixing the channels. ' +
    'Followed by a 1 × 1 Conv2D it does nearly what a full convolution does for a fraction of the work, as in MobileNet.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    kernelSizeField,
    stridesField,
    paddingField,
    depthMultiplierField,
    dilationRateField,
    activationField,
    useBiasField,
    { ...kernelInitializerField, key: 'depthwiseInitializer', label: 'Depthwise initializer' },
  ],
  highlights: ({ kernelSize, strides }) => [
    kernelSize.join(' × '),
    ...(product(strides) > 1 ? [`strides ${strides.join(' × ')}`] : []),
  ],
  inferShape: (config, inputs) => windowOutput(inputs, config, (channels) => channels * config.depthMultiplier),
  weights: ({ kernelSize, depthMultiplier, useBias }, inputs) => [
    { name: 'kernel', shape: [...kernelSize, channelsOf(inputs), depthMultiplier], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [channelsOf(inputs) * depthMultiplier], trainable: true }] : []),
  ],
  multiplyAdds: ({ kernelSize }, _, output) => product(output) * product(kernelSize),
});
