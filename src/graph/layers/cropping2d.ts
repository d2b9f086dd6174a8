import * as v from 'valibot';
import { sides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';
import { tooSmall } from '../window.ts';

/** Keras: `keras.layers.Cropping2D`; the cropping is kept as `[top, bottom, left, right]`. */
export const cropping2d = defineLayer({
  type: 'Cropping2D',
  family: 'shape',
  explanation:
    'Cuts a border off the picture. Use it to drop what does not matter at the edges, or to make two branches the same size.',
  schema: v.strictObject({ cropping: v.optional(sides, 0) }),
  arity: { min: 1, max: 1 },
  fields: [
    {
      key: 'cropping',
      label: 'Cropping',
      control: 'integers',
      parts: ['top', 'bottom', 'left', 'right'],
      min: 0,
      max: 1024,
      unit: 'px',
    },
  ],
  highlights: ({ cropping }) => [new Set(cropping).size === 1 ? `${cropping[0]} px` : cropping.join(', ')],
  inferShape: ({ cropping: [top, bottom, left, right] }, inputs) =>
    fromFeatureMap(inputs, (height, width, channels) => {
      if (height <= top + bottom) return tooSmall('height', height, top + bottom + 1);
      if (width <= left + right) return tooSmall('width', width, left + right + 1);
      return { ok: true, output: [height - top - bottom, width - left - right, channels] };
    }),
  weights: () => [],
  multiplyAdds: () => 0,
});
