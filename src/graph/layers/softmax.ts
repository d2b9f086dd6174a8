import * as v from 'valibot';
import { product } from '#base/math.ts';
import { sameShapeAlong } from '../axes.ts';
import { axisField } from '../config-fields.ts';
import { axis } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.Softmax`. */
export const softmax = defineLayer({
  type: 'Softmax',
  family: 'activation',
  explanation:
    'Turns scores into probabilities: all between 0 and 1, together exactly 1. ' +
    'Put it at the end of a network that chooses one of several classes.',
  schema: v.strictObject({ axis: v.optional(axis, -1) }),
  arity: { min: 1, max: 1 },
  fields: [axisField],
  highlights: ({ axis }) => (axis === -1 ? [] : [`axis ${axis}`]),
  inferShape: ({ axis }, inputs) => sameShapeAlong(axis, onlyInput(inputs)),
  weights: () => [],
  multiplyAdds: (_config, _inputs, output) => product(output),
});
