import * as v from 'valibot';
import { activationSchema } from '../activations.ts';
import { activationField } from '../config-fields.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** Keras: `keras.layers.Activation`. Softmax works along the last axis. */
export const activation = defineElementwise({
  type: 'Activation',
  family: 'activation',
  explanation:
    'Sends every number through a curve such as relu, tanh or sigmoid. ' +
    'Without a curve in between, two layers in a row could do no more than one.',
  schema: v.strictObject({ activation: v.optional(activationSchema, 'relu') }),
  fields: [activationField],
  highlights: ({ activation }) => [activation],
});
