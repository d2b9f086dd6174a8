import * as v from 'valibot';
import { finiteNumber } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';

/** Keras: `keras.layers.Rescaling`, with numbers (not lists) for `scale` and `offset`. The default maps 0..255 to 0..1. */
export const rescaling = defineElementwise({
  type: 'Rescaling',
  family: 'input',
  explanation:
    'Multiplies every number by a scale and adds an offset, for instance to bring pixels of 0 to 255 into 0 to 1. ' +
    'Networks learn faster from small numbers, so put one right after the input.',
  schema: v.strictObject({
    scale: v.optional(finiteNumber, 1 / 255),
    offset: v.optional(finiteNumber, 0),
  }),
  fields: [
    {
      key: 'scale',
      label: 'Scale',
      control: 'number',
      min: -1000,
      max: 1000,
      step: 0.001,
      help: '1/255 ≈ 0.00392 brings pixels into 0 to 1.',
    },
    { key: 'offset', label: 'Offset', control: 'number', min: -1000, max: 1000, step: 0.1 },
  ],
  highlights: ({ scale, offset }) => [
    `× ${describeScale(scale)}`,
    ...(offset === 0 ? [] : [offset < 0 ? `− ${-offset}` : `+ ${offset}`]),
  ],
});

/** Scales are nearly always one over something: `1/255` says more than `0.00392`. */
function describeScale(scale: number): string {
  const inverse = 1 / scale;
  const rounded = Math.round(inverse * 10) / 10;
  const isInverse = Math.abs(scale) < 1 && Math.abs(inverse - rounded) < 1e-6 * Math.abs(inverse);
  return isInverse ? `1/${rounded}` : String(Number(scale.toPrecision(4)));
}
