import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resolveAxis, sameShapeAlong } from '../axes.ts';
import { axisField, centerField, epsilonField, scaleField } from '../config-fields.ts';
import { axis, epsilon } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';

const schema = v.strictObject({
  axis: v.optional(axis, -1),
  epsilon: v.optional(epsilon, 1e-3),
  center: v.optional(v.boolean(), true),
  scale: v.optional(v.boolean(), true),
});

/** Keras: `keras.layers.LayerNormalization` over one axis. */
export const layerNormalization = defineLayer({
  type: 'LayerNormalization',
  family: 'normalization',
  explanation:
    'Normalises the numbers of each place over their channels, for every sample by itself. ' +
    'Unlike BatchNormalization it does the same in training and in use, and does not mind small batches.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [axisField, epsilonField, centerField, scaleField],
  highlights: ({ axis }) => [`axis ${axis}`],
  inferShape: ({ axis }, inputs) => sameShapeAlong(axis, onlyInput(inputs)),
  weights: ({ axis, center, scale }, inputs) => {
    const input = onlyInput(inputs);
    const shape = [input[resolveAxis(axis, input) ?? -1] ?? 0];
    return [
      ...(scale ? [{ name: 'gamma', shape, trainable: true }] : []),
      ...(center ? [{ name: 'beta', shape, trainable: true }] : []),
    ];
  },
  multiplyAdds: (_config, _inputs, output) => 3 * product(output),
});
