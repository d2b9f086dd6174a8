import * as v from 'valibot';
import { finiteNumber } from '../config-schemas.ts';
import { defineElementwise } from '../layer-forms/elementwise.ts';
import { fitsLists } from '../layer-forms/per-channel.ts';

/** One number for all channels, or one for each. */
const factor: v.GenericSchema<unknown, number | readonly number[]> = v.union([
  finiteNumber,
  v.pipe(v.array(finiteNumber), v.minLength(1), v.maxLength(16384), v.readonly()),
]);

/**
 * Keras: `keras.layers.Rescaling`. The default maps 0..255 to 0..1. `scale` and `offset` may be lists, one number for each
 * channel, as the published networks have them.
 */
export const rescaling = defineElementwise({
  type: 'Rescaling',
  family: 'input',
  explanation:
    'Multiplies every number by a scale and adds an offset, for instance to bring pixels of 0 to 255 into 0 to 1. ' +
    'Networks learn faster from small numbers, so put one right after the input.',
  schema: v.strictObject({
    scale: v.optional(factor, 1 / 255),
    offset: v.optional(factor, 0),
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
  checkInput: ({ scale, offset }, input) =>
    fitsLists(input, -1, {
      scale: typeof scale === 'number' ? null : scale,
      offset: typeof offset === 'number' ? null : offset,
    }),
  highlights: ({ scale, offset }) => [
    `× ${typeof scale === 'number' ? describeScale(scale) : 'by channel'}`,
    ...(typeof offset === 'number' ? describeOffset(offset) : ['+ by channel']),
  ],
});

function describeOffset(offset: number): readonly string[] {
  return offset === 0 ? [] : [offset < 0 ? `− ${-offset}` : `+ ${offset}`];
}

/** Scales are nearly always one over something: `1/255` says more than `0.00392`. */
function describeScale(scale: number): string {
  const inverse = 1 / scale;
  const rounded = Math.round(inverse * 10) / 10;
  const isInverse = Math.abs(scale) < 1 && Math.abs(inverse - rounded) < 1e-6 * Math.abs(inverse);
  return isInverse ? `1/${rounded}` : String(Number(scale.toPrecision(4)));
}
