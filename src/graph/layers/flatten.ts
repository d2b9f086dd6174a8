import * as v from 'valibot';
import { product } from '#base/math.ts';
import { defineLayer } from '../layer-definition.ts';
import { onlyInput } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.Flatten`. Row by row, channels last. */
export const flatten = defineLayer({
  type: 'Flatten',
  family: 'shape',
  explanation:
    'Lays all numbers of the feature maps out in one long row. ' +
    'A Dense layer reads a row, so put one between the last feature maps and the first Dense layer.',
  schema: v.strictObject({}),
  arity: { min: 1, max: 1 },
  fields: [],
  highlights: () => [],
  inferShape: (_, inputs) => ({ ok: true, output: [product(onlyInput(inputs))] }),
  weights: () => [],
  multiplyAdds: () => 0,
});
