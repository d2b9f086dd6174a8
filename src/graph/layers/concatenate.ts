import * as v from 'valibot';
import { sum } from '#base/math.ts';
import { resolveAxis } from '../axes.ts';
import { axisField } from '../config-fields.ts';
import { axis } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';

/** Keras: `keras.layers.Concatenate`. The branches agree in every axis but the one they are joined along. */
export const concatenate = defineLayer({
  type: 'Concatenate',
  family: 'merge',
  explanation:
    'Stacks branches behind one another, usually their channels. ' +
    'Later layers can then choose among all of them, as in Inception and DenseNet.',
  schema: v.strictObject({ axis: v.optional(axis, -1) }),
  arity: { min: 2, max: Number.POSITIVE_INFINITY },
  fields: [axisField],
  highlights: ({ axis }) => (axis === -1 ? [] : [`axis ${axis}`]),
  inferShape: ({ axis }, inputs) => {
    const [first = []] = inputs;
    const along = resolveAxis(axis, first);
    if (along === null) return { ok: false, fault: { kind: 'axis', axis, input: first } };
    const index = inputs.findIndex(
      (shape) => shape.length !== first.length || shape.some((size, at) => at !== along && size !== first[at]),
    );
    if (index >= 0) return { ok: false, fault: { kind: 'unequal', inputs, index } };
    return { ok: true, output: first.with(along, sum(inputs.map((shape) => shape[along] ?? 0))) };
  },
  weights: () => [],
  multiplyAdds: () => 0,
});
