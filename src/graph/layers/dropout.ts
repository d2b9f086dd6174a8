import * as v from 'valibot';
import { rateField } from '../config-fields.ts';
import { axisSize, rate } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** As Keras: the batch axis in front; null as the input, 1 where one draw serves the whole axis. */
const noiseShape = v.optional(
  v.nullable(v.pipe(v.array(v.nullable(axisSize)), v.minLength(2), v.maxLength(5), v.readonly())),
  null,
);

/**
 * Keras: `keras.layers.Dropout`, drawing from the document's seed. `noiseShape` `[null, 1, 1, 1]` drops whole samples, the
 * stochastic depth of EfficientNet; null draws for every number by itself.
 */
export const dropout = defineElementwise({
  type: 'Dropout',
  family: 'regularization',
  explanation:
    'Sets a random share of the numbers to zero in every training step and scales the rest up; in use it does nothing. ' +
    'The network cannot rely on any single number, which keeps it from learning the training pictures by heart.',
  schema: v.strictObject({ rate: v.optional(rate, 0.5), noiseShape }),
  fields: [rateField],
  checkInput: ({ noiseShape }, input) => {
    const fits = (size: number | null, axis: number) => size === null || size === 1 || size === input[axis - 1];
    // Axis 0 is the batch, whose size is not known here: only null and 1 fit every batch.
    if (noiseShape === null || (noiseShape.length === input.length + 1 && noiseShape.every(fits))) {
      return { ok: true, output: input };
    }
    const reason = `its noiseShape ${noiseShape.map((size) => size ?? 'any').join(' × ')} does not spread over that and the batch`;
    return { ok: false, fault: { kind: 'misfit', settings: ['noiseShape'], reason } };
  },
  highlights: ({ rate }) => [`rate ${rate}`],
});
