import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resolveAxis, sameShapeAlong } from '../axes.ts';
import { axisField } from '../config-fields.ts';
import { axis, finiteNumber, nonNegative } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';
import { fitsLists } from '../layer-forms/per-channel.ts';

const perChannel = (value: v.GenericSchema<unknown, number>) =>
  v.optional(v.nullable(v.pipe(v.array(value), v.minLength(1), v.maxLength(16384), v.readonly())), null);

/**
 * Keras: `keras.layers.Normalization`, `(x - mean) / max(sqrt(variance), 1e-7)` along `axis`. Mean and variance stand in
 * the config, or, where these are null, are weights that only `adapt` or a weights file sets; `count` is how many
 * numbers `adapt` saw.
 */
export const normalization = defineLayer({
  type: 'Normalization',
  // Without `adapt` or weights it changes nothing: only published networks bring those.
  isOffered: false,
  family: 'normalization',
  explanation:
    'Shifts and scales each channel by a mean and a variance that were measured on the training pictures once and then stay. ' +
    'Pretrained networks such as EfficientNet begin with one, so that they see pictures as they did when they learned.',
  schema: v.pipe(
    v.strictObject({
      /** null: one mean and one variance for all numbers. */
      axis: v.optional(v.nullable(axis), -1),
      mean: perChannel(finiteNumber),
      variance: perChannel(nonNegative),
    }),
    v.check(
      ({ mean, variance }) => mean?.length === variance?.length,
      'Mean and variance are both given, one number for each channel, or both null',
    ),
  ),
  arity: { min: 1, max: 1 },
  fields: [{ ...axisField, whenNull: 'all numbers alike' }],
  highlights: ({ mean }) => (mean === null ? [] : ['fixed mean']),
  inferShape: ({ axis, mean, variance }, inputs) => {
    const input = onlyInput(inputs);
    if (axis === null) return fitsLists([...input, 1], -1, { mean, variance }, input);
    const index = resolveAxis(axis, input);
    return index === null ? sameShapeAlong(axis, input) : fitsLists(input, index, { mean, variance });
  },
  weights: ({ axis, mean }, inputs) => {
    if (mean !== null) return [];
    const input = onlyInput(inputs);
    const shape = axis === null ? [] : [input[resolveAxis(axis, input) ?? -1] ?? 0];
    return [
      { name: 'mean', shape, trainable: false },
      { name: 'variance', shape, trainable: false },
      { name: 'count', shape: [], trainable: false },
    ];
  },
  multiplyAdds: (_config, _inputs, output) => product(output),
});
