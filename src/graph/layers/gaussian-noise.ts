import * as v from 'valibot';
import { nonNegative } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** Keras: `keras.layers.GaussianNoise`, drawing from the document's seed. */
export const gaussianNoise = defineElementwise({
  type: 'GaussianNoise',
  family: 'regularization',
  explanation:
    'Adds random noise to every number while training; in use it does nothing. ' +
    'The network learns not to be thrown off by small disturbances.',
  schema: v.strictObject({ stddev: v.optional(nonNegative, 0.1) }),
  fields: [
    {
      key: 'stddev',
      label: 'Standard deviation',
      control: 'number',
      min: 0,
      max: 100,
      step: 0.01,
      help: 'How strong the noise is, in the units of what comes in.',
    },
  ],
  highlights: ({ stddev }) => [`stddev ${stddev}`],
});
