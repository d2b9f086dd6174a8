import * as v from 'valibot';
import { product } from '#base/math.ts';
import { interpolationField } from '../config-fields.ts';
import { axisSize, interpolation, maxAxisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

const schema = v.strictObject({
  height: v.optional(axisSize, 32),
  width: v.optional(axisSize, 32),
  interpolation: v.optional(interpolation, 'bilinear'),
});

/** Keras: `keras.layers.Resizing`. Half-pixel centres, no antialiasing, the aspect ratio is not kept. */
export const resizing = defineLayer({
  type: 'Resizing',
  family: 'input',
  explanation:
    'Scales every picture to the same height and width. ' +
    'Use it where the pictures have another size than the network was made for.',
  schema,
  arity: { min: 1, max: 1 },
  fields: [
    { key: 'height', label: 'Height', control: 'integer', min: 1, max: maxAxisSize, unit: 'px' },
    { key: 'width', label: 'Width', control: 'integer', min: 1, max: maxAxisSize, unit: 'px' },
    interpolationField,
  ],
  highlights: ({ height, width, interpolation }) => [`${height} × ${width}`, interpolation],
  inferShape: ({ height, width }, inputs) =>
    fromFeatureMap(inputs, (_height, _width, channels) => ({ ok: true, output: [height, width, channels] })),
  weights: () => [],
  multiplyAdds: ({ interpolation }, _, output) => product(output) * (interpolation === 'bilinear' ? 4 : 0),
});
