import * as v from 'valibot';
import { product } from '#base/math.ts';
import { interpolationField } from '../config-fields.ts';
import { interpolation, strides } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.UpSampling2D`. Half-pixel centres for `bilinear`. */
export const upSampling2d = defineLayer({
  type: 'UpSampling2D',
  family: 'shape',
  explanation:
    'Enlarges the picture by a whole factor, repeating pixels or blending between them. ' +
    'Use it to bring small feature maps back to the size of larger ones.',
  schema: v.strictObject({
    size: v.optional(strides, [2, 2]),
    interpolation: v.optional(interpolation, 'nearest'),
  }),
  arity: { min: 1, max: 1 },
  fields: [
    { key: 'size', label: 'Size', control: 'integers', parts: ['height', 'width'], min: 1, max: 64, unit: '×' },
    interpolationField,
  ],
  highlights: ({ size, interpolation }) => [size.join(' × '), interpolation],
  inferShape: ({ size }, inputs) =>
    fromFeatureMap(inputs, (height, width, channels) => ({
      ok: true,
      output: [height * size[0], width * size[1], channels],
    })),
  weights: () => [],
  multiplyAdds: ({ interpolation }, _, output) => product(output) * (interpolation === 'bilinear' ? 4 : 0),
});
