/** The form of pooling layers: over a sliding window, and over the whole picture at once. */
import * as v from 'valibot';
import { product } from '#base/math.ts';
import { paddingField, stridesField } from '../config-fields.ts';
import { kernelSize, padding, strides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { windowOutput } from '../window.ts';
import { fromFeatureMap, onlyInput } from './only-input.ts';

const windowSchema = v.strictObject({
  poolSize: v.optional(kernelSize, [2, 2]),
  /** null: as `poolSize`, so that the windows tile the picture. */
  strides: v.optional(v.nullable(strides), null),
  padding: v.optional(padding, 'valid'),
});

export function windowPooling<const Type extends string>(type: Type, explanation: string) {
  return defineLayer({
    type,
    family: 'pooling',
    explanation,
    schema: windowSchema,
    arity: { min: 1, max: 1 },
    fields: [
      {
        key: 'poolSize',
        label: 'Pool size',
        control: 'integers',
        parts: ['height', 'width'],
        min: 1,
        max: 64,
        unit: 'px',
      },
      { ...stridesField, whenNull: 'as pool size' },
      paddingField,
    ],
    highlights: ({ poolSize, strides }) => [
      poolSize.join(' × '),
      ...(strides && strides.join() !== poolSize.join() ? [`strides ${strides.join(' × ')}`] : []),
    ],
    inferShape: ({ poolSize, strides, padding }, inputs) =>
      windowOutput(inputs, { kernelSize: poolSize, strides: strides ?? poolSize, padding }, (channels) => channels),
    weights: () => [],
    multiplyAdds: ({ poolSize }, _, output) => product(output) * product(poolSize),
  });
}

const globalSchema = v.strictObject({ keepdims: v.optional(v.boolean(), false) });

export function globalPooling<const Type extends string>(type: Type, explanation: string) {
  return defineLayer({
    type,
    family: 'pooling',
    explanation,
    schema: globalSchema,
    arity: { min: 1, max: 1 },
    fields: [
      {
        key: 'keepdims',
        label: 'Keep dimensions',
        control: 'switch',
        help: 'Give 1 × 1 × channels rather than a vector.',
      },
    ],
    highlights: ({ keepdims }) => (keepdims ? ['keeps 1 × 1'] : []),
    inferShape: ({ keepdims }, inputs) =>
      fromFeatureMap(inputs, (_height, _width, channels) => ({
        ok: true,
        output: keepdims ? [1, 1, channels] : [channels],
      })),
    weights: () => [],
    multiplyAdds: (_, inputs) => product(onlyInput(inputs)),
  });
}
