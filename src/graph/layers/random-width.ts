import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, sampling } from '../layer-forms/augmentation.ts';

/**
 * Keras 2: `keras.layers.RandomWidth`, which Keras 3 has no more. There the pictures of a batch come out in another size; a
 * network of fixed shapes stretches them about their middle and cuts off, or fills up by drawing out the edge.
 */
export const randomWidth = defineAugmentation({
  type: 'RandomWidth',
  explanation:
    'Stretches every picture at random to be wider or narrower in training, then cuts or fills it back to its size; in use it does nothing. ' +
    'The network learns that proportions vary; Keras 3 has this layer no more, RandomZoom does the same.',
  schema: v.strictObject({ factor: v.optional(factor(-0.99, 10), 0.2), interpolation: sampling.interpolation }),
  fields: [
    {
      key: 'factor',
      label: 'Factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: -0.99,
      max: 10,
      step: 0.01,
      help: 'How much is added to the width, as a share of it; below zero makes it less.',
    },
    { key: 'interpolation', label: 'Interpolation', control: 'choice', options: ['bilinear', 'nearest'] },
  ],
  highlights: ({ factor, interpolation }) => [describeRange(factor), interpolation],
});
