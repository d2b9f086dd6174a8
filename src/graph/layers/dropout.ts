import * as v from 'valibot';
import { rateField } from '../config-fields.ts';
import { rate } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** Keras: `keras.layers.Dropout`, drawing from the document's seed. */
export const dropout = defineElementwise({
  type: 'Dropout',
  family: 'regularization',
  explanation:
    'Sets a random share of the numbers to zero in every training step and scales the rest up; in use it does nothing. ' +
    'The network cannot rely on any single number, which keeps it from learning the training pictures by heart.',
  schema: v.strictObject({ rate: v.optional(rate, 0.5) }),
  fields: [rateField],
  highlights: ({ rate }) => [`rate ${rate}`],
});
