import * as v from 'valibot';
import { negativeSlopeField } from '../config-fields.ts';
import { nonNegative } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/**
 * Keras: `keras.layers.ReLU`. `maxValue` where `x >= maxValue`, `x` where `threshold <= x < maxValue`, and
 * `negativeSlope * (x - threshold)` below.
 */
export const relu = defineElementwise({
  type: 'ReLU',
  family: 'activation',
  explanation:
    'Keeps positive numbers and replaces negative ones by 0. ' +
    'It is the usual curve behind a convolution: cheap, and its gradient does not fade.',
  schema: v.strictObject({
    /** null: no upper limit. */
    maxValue: v.optional(v.nullable(nonNegative), null),
    negativeSlope: v.optional(nonNegative, 0),
    threshold: v.optional(nonNegative, 0),
  }),
  fields: [
    {
      key: 'maxValue',
      label: 'Max value',
      control: 'number',
      min: 0,
      max: 1000,
      step: 1,
      whenNull: 'no limit',
      help: 'Larger numbers are cut to this; 6 makes it ReLU6, as in MobileNet.',
    },
    negativeSlopeField,
    {
      key: 'threshold',
      label: 'Threshold',
      control: 'number',
      min: 0,
      max: 1000,
      step: 0.1,
      help: 'Numbers below count as negative.',
    },
  ],
  highlights: ({ maxValue, negativeSlope }) => [
    ...(maxValue === null ? [] : [`max ${maxValue}`]),
    ...(negativeSlope === 0 ? [] : [`slope ${negativeSlope}`]),
  ],
});
