import * as v from 'valibot';
import { product } from '#base/math.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';
import type { Shape } from '../shape.ts';

const maxTarget = 2 ** 24;
const target = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(-1),
  v.maxValue(maxTarget),
  v.check((size) => size !== 0, 'A size of 0 holds nothing.'),
);

/** The target with its -1 filled in so that it holds `count` numbers; null where no size does. */
function fillTarget(targetShape: Shape, count: number): Shape | null {
  const known = product(targetShape.filter((size) => size !== -1));
  if (!targetShape.includes(-1)) return known === count ? targetShape : null;
  return count % known === 0 ? targetShape.map((size) => (size === -1 ? count / known : size)) : null;
}

/** Keras: `keras.layers.Reshape`. One size of the target may be -1: what is left over. */
export const reshape = defineLayer({
  type: 'Reshape',
  family: 'shape',
  explanation:
    'Arranges the same numbers in another shape without changing any of them. ' +
    'Use it to make a picture of a row of numbers, or the other way round.',
  schema: v.strictObject({
    targetShape: v.optional(
      v.pipe(
        v.array(target),
        v.minLength(1),
        v.maxLength(4),
        v.check((sizes) => sizes.filter((size) => size === -1).length <= 1, 'Only one size may be -1.'),
        v.readonly(),
      ),
      [-1],
    ),
  }),
  arity: { min: 1, max: 1 },
  fields: [
    {
      key: 'targetShape',
      label: 'Target shape',
      control: 'shape',
      min: -1,
      max: maxTarget,
      help: 'One size may be -1: whatever is left over.',
    },
  ],
  highlights: ({ targetShape }) => [targetShape.map((size) => (size === -1 ? '?' : size)).join(' × ')],
  inferShape: ({ targetShape }, inputs) => {
    const input = onlyInput(inputs);
    const output = fillTarget(targetShape, product(input));
    return output ? { ok: true, output } : { ok: false, fault: { kind: 'element-count', input, target: targetShape } };
  },
  weights: () => [],
  multiplyAdds: () => 0,
});
