import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resizeMethodField } from '../config-fields.ts';
import { strides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';
import { resizeMethod, resizeTaps } from '../resize-weights.ts';

/** Keras: `keras.layers.UpSampling2D`. Half-pixel centres. */
export const upSampling2d = defineLayer({
  type: 'UpSampling2D',
  family: 'shape',
  explanation:
    'Enlarges the picture by a whole factor, repeating pixels or blending between them. ' +
    'Use it to bring small feature maps back to the size of larger ones.',
  schema: v.strictObject({
    size: v.optional(strides, [2, 2]),
    interpolation: v.optional(resizeMethod, 'nearest'),
  }),
  arity: { min: 1, max: 1 },
  fields: [
    { key: 'size', label: 'Size', control: 'integers', parts: ['height', 'width'], min: 1, max: 64, unit: '×' },
    resizeMethodField,
  ],
  highlights: ({ size, interpolation }) => [size.join(' × '), interpolation],
  inferShape: ({ size }, inputs) =>
    fromFeatureMap(inputs, (height, width, channels) => ({
      ok: true,
      output: [height * size[0], width * size[1], channels],
    })),
  weights: () => [],
  multiplyAdds: ({ interpolation }, _, output) => product(output) * resizeTaps[interpolation],
});
