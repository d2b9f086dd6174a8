import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, valueRange, valueRangeField } from '../layer-forms/augmentation.ts';

/** Keras: `keras.layers.RandomBrightness`. */
export const randomBrightness = defineAugmentation({
  type: 'RandomBrightness',
  explanation:
    'Makes every picture brighter or darker in training; in use it does nothing. ' +
    'The network learns not to depend on the light.',
  schema: v.strictObject({
    factor: v.optional(factor(-1, 1), 0.2),
    valueRange: v.optional(valueRange, [0, 255]),
  }),
  fields: [
    {
      key: 'factor',
      label: 'Factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: -1,
      max: 1,
      step: 0.01,
      help: 'What is added to every value, as a share of the value range; below zero darkens.',
    },
    valueRangeField,
  ],
  highlights: ({ factor }) => [describeRange(factor)],
});
