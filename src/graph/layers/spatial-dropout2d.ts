import * as v from 'valibot';
import { product } from '#base/math.ts';
import { rateField } from '../config-fields.ts';
import { rate } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.SpatialDropout2D`, drawing from the document's seed. */
export const spatialDropout2d = defineLayer({
  type: 'SpatialDropout2D',
  family: 'regularization',
  explanation:
    'Drops whole feature maps at random in every training step; in use it does nothing. ' +
    'Prefer it to Dropout between convolutions, where neighbouring pixels say nearly the same.',
  schema: v.strictObject({ rate: v.optional(rate, 0.5) }),
  arity: { min: 1, max: 1 },
  fields: [rateField],
  highlights: ({ rate }) => [`rate ${rate}`],
  inferShape: (_, inputs) => fromFeatureMap(inputs, (...output) => ({ ok: true, output })),
  weights: () => [],
  multiplyAdds: (_config, _inputs, output) => product(output),
});
