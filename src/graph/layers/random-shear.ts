import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, sampling, samplingFields } from '../layer-forms/augmentation.ts';

const shear = factor(0, 1, (one) => [0, one]);

/** Keras: `keras.layers.RandomShear`. A coin decides the direction; the upper left corner stays where it is. */
export const randomShear = defineAugmentation({
  type: 'RandomShear',
  explanation:
    'Slants every picture by a random amount, one way or the other, in training; in use it does nothing. ' +
    'Handwriting slants so, and things seen from the side do nearly.',
  schema: v.strictObject({ xFactor: v.optional(shear, 0.1), yFactor: v.optional(shear, 0), ...sampling }),
  fields: [
    {
      key: 'xFactor',
      label: 'X factor',
      control: 'numbers',
      parts: ['least', 'most'],
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How far each row moves sideways against the one above it, in pixels.',
    },
    {
      key: 'yFactor',
      label: 'Y factor',
      control: 'numbers',
      parts: ['least', 'most'],
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How far each column moves down against the one beside it, in pixels.',
    },
    ...samplingFields,
  ],
  highlights: ({ xFactor, yFactor }) => [`↔ ${describeRange(xFactor)}`, `↕ ${describeRange(yFactor)}`],
});
