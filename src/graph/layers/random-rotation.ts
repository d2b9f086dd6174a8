import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, sampling, samplingFields } from '../layer-forms/augmentation.ts';

/** Keras: `keras.layers.RandomRotation`. Positive factors turn counter-clockwise. */
export const randomRotation = defineAugmentation({
  type: 'RandomRotation',
  explanation:
    'Turns every picture by a random angle in training; in use it does nothing. ' +
    'Use it where pictures may be tilted, with a small factor where upside down would mean something else.',
  schema: v.strictObject({ factor: v.optional(factor(-1, 1), 0.05), ...sampling }),
  fields: [
    {
      key: 'factor',
      label: 'Factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: -1,
      max: 1,
      step: 0.005,
      help: 'As a share of a full turn: 0.1 is 36°, counter-clockwise.',
    },
    ...samplingFields,
  ],
  highlights: ({ factor, fillMode }) => [describeRange(factor, 360, '°'), fillMode],
});
