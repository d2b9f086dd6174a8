import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, sampling, samplingFields } from '../layer-forms/augmentation.ts';

const shift = factor(-1, 1);

/** Keras: `keras.layers.RandomTranslation`. Positive factors move down and to the right. */
export const randomTranslation = defineAugmentation({
  type: 'RandomTranslation',
  explanation:
    'Moves every picture a little up, down, left or right in training; in use it does nothing. ' +
    'The network learns to find a thing wherever it stands.',
  schema: v.strictObject({
    heightFactor: v.optional(shift, 0.1),
    widthFactor: v.optional(shift, 0.1),
    ...sampling,
  }),
  fields: [
    {
      key: 'heightFactor',
      label: 'Height factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: -1,
      max: 1,
      step: 0.01,
      help: 'How far down, as a share of the height; below zero is up.',
    },
    {
      key: 'widthFactor',
      label: 'Width factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: -1,
      max: 1,
      step: 0.01,
      help: 'How far to the right, as a share of the width; below zero is left.',
    },
    ...samplingFields,
  ],
  highlights: ({ heightFactor, widthFactor }) => [
    `↕ ${describeRange(heightFactor)}`,
    `↔ ${describeRange(widthFactor)}`,
  ],
});
