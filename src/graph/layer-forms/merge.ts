/**
 * The form of layers that join branches number by number. Keras always broadcasts; here all branches have one shape, since
 * other shapes are nearly always a mistake, but for Multiply, whose gates have one number a channel.
 */
import * as v from 'valibot';
import { product } from '#base/math.ts';
import { type Arity, defineLayer, type ShapeInference } from '../layer-definition.ts';
import { type Shape, sameShape } from '../shape.ts';

const schema = v.strictObject({});

export function commonShape(inputs: readonly Shape[]): ShapeInference {
  const [first = []] = inputs;
  const index = inputs.findIndex((shape) => !sameShape(shape, first));
  return index < 0 ? { ok: true, output: first } : { ok: false, fault: { kind: 'unequal', inputs, index } };
}

/** The shape that all branches are stretched to: axes of size 1 repeat, all others agree. */
export function broadcastShape(inputs: readonly Shape[]): ShapeInference {
  let [output = []] = inputs;
  for (const [index, shape] of inputs.entries()) {
    const fits = shape.every((size, axis) => size === output[axis] || size === 1 || output[axis] === 1);
    if (shape.length !== output.length || !fits) return { ok: false, fault: { kind: 'unequal', inputs, index } };
    output = output.map((size, axis) => Math.max(size, shape[axis] ?? size));
  }
  return { ok: true, output };
}

interface MergeOptions {
  readonly arity?: Arity;
  readonly inferOutput?: (inputs: readonly Shape[]) => ShapeInference;
}

export function elementwiseMerge<const Type extends string>(
  type: Type,
  explanation: string,
  { arity = { min: 2, max: Number.POSITIVE_INFINITY }, inferOutput = commonShape }: MergeOptions = {},
) {
  return defineLayer({
    type,
    family: 'merge',
    explanation,
    schema,
    arity,
    fields: [],
    highlights: () => [],
    inferShape: (_, inputs) => inferOutput(inputs),
    weights: () => [],
    multiplyAdds: (_, inputs, output) => product(output) * Math.max(0, inputs.length - 1),
  });
}
