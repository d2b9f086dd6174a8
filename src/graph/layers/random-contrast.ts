import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, valueRange, valueRangeField } from '../layer-forms/augmentation.ts';

/** Keras: `keras.layers.RandomContrast`. The contrast is drawn between 1 - lower and 1 + upper, about each channel's mean. */
export const randomContrast = defineAugmentation({
  type: 'RandomContrast',
  explanation:
    'Spreads or narrows the values of every picture about their mean in training; in use it does nothing. ' +
    'The network learns not to depend on the light or the camera.',
  schema: v.strictObject({
    // One number f is (0, f) in Keras 3: contrast only grows.
    factor: v.optional(
      factor(0, 1, (one) => [0, one]),
      [0.2, 0.2],
    ),
    valueRange: v.optional(valueRange, [0, 255]),
  }),
  fields: [
    {
      key: 'factor',
      label: 'Factor',
      control: 'numbers',
      parts: ['less', 'more'],
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How much less contrast at the least, and how much more at the most. Keras puts the smaller number first.',
    },
    valueRangeField,
  ],
  highlights: ({ factor: [less, more] }) => [describeRange([-less, more])],
});
