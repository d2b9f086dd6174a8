import * as v from 'valibot';
import { product } from '#base/math.ts';
import { activationSchema } from '../activations.ts';
import { activationField, kernelInitializerField, useBiasField } from '../config-fields.ts';
import { units } from '../config-schemas.ts';
import { initializerSchema } from '../initializers.ts';
import { defineLayer } from '../layer-definition.ts';
import { channelsOf, onlyInput } from '../layer-forms/only-input.ts';

const schema = v.strictObject({
  units: v.optional(units, 128),
  activation: v.optional(activationSchema, 'linear'),
  useBias: v.optional(v.boolean(), true),
  kernelInitializer: v.optional(initializerSchema, 'glorot_uniform'),
});

/**
 * Keras: `keras.layers.Dense`. Kernel `[inputUnits, units]`, along the last axis: every pixel of a feature map is treated by
 * itself, which is nearly always a forgotten Flatten, so that `problems/forgotten-flatten.ts` tells of it.
 */
export const dense = defineLayer({
  type: 'Dense',
  family: 'dense',
  explanation:
    'Connects every number that comes in with every unit: each unit learns its own weighted sum. ' +
    'At the end of a network it combines the features that were found into an answer.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    {
      key: 'units',
      label: 'Units',
      control: 'integer',
      min: 1,
      max: 65536,
      help: 'How many numbers come out; in the last layer, one for each class.',
    },
    activationField,
    useBiasField,
    kernelInitializerField,
  ],
  highlights: ({ units, activation }) => [`${units} units`, ...(activation === 'linear' ? [] : [activation])],
  inferShape: ({ units }, inputs) => ({ ok: true, output: [...onlyInput(inputs).slice(0, -1), units] }),
  weights: ({ units, useBias }, inputs) => [
    { name: 'kernel', shape: [channelsOf(inputs), units], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [units], trainable: true }] : []),
  ],
  multiplyAdds: ({ units }, inputs) => product(onlyInput(inputs)) * units,
});
