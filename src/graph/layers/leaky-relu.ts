import * as v from 'valibot';
import { negativeSlopeField } from '../config-fields.ts';
import { nonNegative } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** Keras: `keras.layers.LeakyReLU`. */
export const leakyRelu = defineElementwise({
  type: 'LeakyReLU',
  family: 'activation',
  explanation:
    'Keeps positive numbers and shrinks negative ones instead of dropping them. ' +
    'Neurons that answer negatively still learn, so none of them dies.',
  schema: v.strictObject({ negativeSlope: v.optional(nonNegative, 0.3) }),
  fields: [negativeSlopeField],
  highlights: ({ negativeSlope }) => [`slope ${negativeSlope}`],
});
