/** The form of layers that join branches number by number. Keras would broadcast; here all branches have one shape. */
import * as v from 'valibot';
import { product } from '#base/math.ts';
import { type Arity, defineLayer, type ShapeInference } from '../layer-definition.ts';
import { type Shape, sameShape } from '../shape.ts';

const schema = v.strictObject({});

function commonShape(inputs: readonly Shape[]): ShapeInference {
  const [first = []] = inputs;
  const index = inputs.findIndex((shape) => !sameShape(shape, first));
  return index < 0 ? { ok: true, output: first } : { ok: false, fault: { kind: 'unequal', inputs, index } };
}

export function elementwiseMerge<const Type extends string>(
  type: Type,
  explanation: string,
  arity: Arity = { min: 2, max: Number.POSITIVE_INFINITY },
) {
  return defineLayer({
    type,
    family: 'merge',
    explanation,
    schema,
    arity,
    fields: [],
    highlights: () => [],
    inferShape: (_, inputs) => commonShape(inputs),
    weights: () => [],
    multiplyAdds: (_, inputs, output) => product(output) * Math.max(0, inputs.length - 1),
  });
}
