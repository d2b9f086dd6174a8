import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resolveAxis } from '../axes.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';

const sharedAxis = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4));

/** Keras: `keras.layers.PReLU`. `alpha` starts at 0 and has the input's shape, with 1 along the shared axes. */
export const prelu = defineLayer({
  type: 'PReLU',
  family: 'activation',
  explanation:
    'Keeps positive numbers and multiplies negative ones by a factor that is learned. ' +
    'Share the factor over axes 1 and 2, height and width, to learn one for each channel.',
  schema: v.strictObject({
    /** Keras's numbering, 1 being the first axis of a sample; null: no axis is shared. */
    sharedAxes: v.optional(v.nullable(v.pipe(v.array(sharedAxis), v.minLength(1), v.maxLength(4), v.readonly())), null),
  }),
  arity: { min: 1, max: 1 },
  fields: [
    {
      key: 'sharedAxes',
      label: 'Shared axes',
      control: 'shape',
      min: 1,
      max: 4,
      whenNull: 'none',
      help: '1, 2 shares one factor over height and width.',
    },
  ],
  highlights: ({ sharedAxes }) => (sharedAxes ? [`shared over ${sharedAxes.join(', ')}`] : []),
  inferShape: ({ sharedAxes }, inputs) => {
    const input = onlyInput(inputs);
    const missing = sharedAxes?.find((axis) => resolveAxis(axis, input) === null);
    return missing === undefined
      ? { ok: true, output: input }
      : { ok: false, fault: { kind: 'axis', axis: missing, input } };
  },
  weights: ({ sharedAxes }, inputs) => [
    {
      name: 'alpha',
      shape: onlyInput(inputs).map((size, index) => (sharedAxes?.includes(index + 1) ? 1 : size)),
      trainable: true,
    },
  ],
  multiplyAdds: (_config, _inputs, output) => product(output),
});
