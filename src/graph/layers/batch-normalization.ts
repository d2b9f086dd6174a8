import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resolveAxis, sameShapeAlong } from '../axes.ts';
import { axisField, centerField, epsilonField, scaleField } from '../config-fields.ts';
import { axis, epsilon } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';

const schema = v.strictObject({
  axis: v.optional(axis, -1),
  momentum: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.99),
  epsilon: v.optional(epsilon, 1e-3),
  center: v.optional(v.boolean(), true),
  scale: v.optional(v.boolean(), true),
});

/** Keras: `keras.layers.BatchNormalization`. Four vectors as long as `axis`; the moving statistics have no gradient. */
export const batchNormalization = defineLayer({
  type: 'BatchNormalization',
  family: 'normalization',
  explanation:
    'Shifts and scales each channel so that over the batch its mean is 0 and its variance 1, then lets the network undo what it must. ' +
    'Training becomes faster and steadier, above all in deep networks.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    axisField,
    {
      key: 'momentum',
      label: 'Momentum',
      control: 'number',
      min: 0,
      max: 1,
      step: 0.01,
      help: 'How slowly the moving mean and variance, used after training, follow the batches.',
    },
    epsilonField,
    centerField,
    scaleField,
  ],
  highlights: ({ momentum }) => [`momentum ${momentum}`],
  inferShape: ({ axis }, inputs) => sameShapeAlong(axis, onlyInput(inputs)),
  weights: ({ axis, center, scale }, inputs) => {
    const input = onlyInput(inputs);
    const shape = [input[resolveAxis(axis, input) ?? -1] ?? 0];
    return [
      ...(scale ? [{ name: 'gamma', shape, trainable: true }] : []),
      ...(center ? [{ name: 'beta', shape, trainable: true }] : []),
      { name: 'moving_mean', shape, trainable: false },
      { name: 'moving_variance', shape, trainable: false },
    ];
  },
  multiplyAdds: (_config, _inputs, output) => product(output),
});
