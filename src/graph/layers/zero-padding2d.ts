import * as v from 'valibot';
import { sides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.ZeroPadding2D`; the padding is kept as `[top, bottom, left, right]`. */
export const zeroPadding2d = defineLayer({
  type: 'ZeroPadding2D',
  family: 'shape',
  explanation:
    'Adds a border of zeros around the picture. ' +
    'It keeps a following convolution from shrinking the picture, or makes two branches the same size.',
  schema: v.strictObject({ padding: v.optional(sides, 1) }),
  arity: { min: 1, max: 1 },
  fields: [
    {
      key: 'padding',
      label: 'Padding',
      control: 'integers',
      parts: ['top', 'bottom', 'left', 'right'],
      min: 0,
      max: 1024,
      unit: 'px',
    },
  ],
  highlights: ({ padding }) => [new Set(padding).size === 1 ? `${padding[0]} px` : padding.join(', ')],
  inferShape: ({ padding: [top, bottom, left, right] }, inputs) =>
    fromFeatureMap(inputs, (height, width, channels) => ({
      ok: true,
      output: [height + top + bottom, width + left + right, channels],
    })),
  weights: () => [],
  multiplyAdds: () => 0,
});
