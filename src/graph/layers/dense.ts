import * as v from 'valibot';
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
 * Keras: `keras.layers.Dense`. Kernel `[inputUnits, units]`. Keras also takes feature maps, treating every pixel by
 * itself, which is nearly always a forgotten Flatten; here that is a problem, and a 1 × 1 Conv2D says it on purpose.
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
  inferShape: ({ units }, inputs) =>
    onlyInput(inputs).length === 1
      ? { ok: true, output: [units] }
      : { ok: false, fault: { kind: 'rank', expected: 1, input: onlyInput(inputs) } },
  weights: ({ units, useBias }, inputs) => [
    { name: 'kernel', shape: [channelsOf(inputs), units], trainable: true },
    ...(useBias ? [{ name: 'bias', shape: [units], trainable: true }] : []),
  ],
  multiplyAdds: ({ units }, inputs) => channelsOf(inputs) * units,
});
