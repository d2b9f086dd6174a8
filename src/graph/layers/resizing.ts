import * as v from 'valibot';
import { product } from '#base/math.ts';
import { resizeMethodField } from '../config-fields.ts';
import { axisSize, finiteNumber, maxAxisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';
import { resizeMethod, resizeTaps } from '../resize-weights.ts';

const schema = v.strictObject({
  height: v.optional(axisSize, 32),
  width: v.optional(axisSize, 32),
  interpolation: v.optional(resizeMethod, 'bilinear'),
  cropToAspectRatio: v.optional(v.boolean(), false),
  padToAspectRatio: v.optional(v.boolean(), false),
  /** What the rim is filled with that `padToAspectRatio` adds. */
  fillValue: v.optional(finiteNumber, 0),
});

/** Keras: `keras.layers.Resizing`. Half-pixel centres, no antialiasing. */
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
    resizeMethodField,
    {
      key: 'cropToAspectRatio',
      label: 'Crop to aspect ratio',
      control: 'switch',
      help: 'Cut off what would have to be squeezed.',
    },
    {
      key: 'padToAspectRatio',
      label: 'Pad to aspect ratio',
      control: 'switch',
      help: 'Show all of the picture, with a rim where it has other proportions.',
    },
    {
      key: 'fillValue',
      label: 'Fill value',
      control: 'number',
      min: -65536,
      max: 65536,
      step: 1,
      help: 'Of that rim.',
    },
  ],
  highlights: ({ height, width, interpolation }) => [`${height} × ${width}`, interpolation],
  inferShape: ({ height, width, cropToAspectRatio, padToAspectRatio }, inputs) =>
    fromFeatureMap(inputs, (_height, _width, channels) => {
      if (!cropToAspectRatio || !padToAspectRatio) return { ok: true, output: [height, width, channels] };
      const reason = 'it can crop to the aspect ratio or pad to it, not both';
      return { ok: false, fault: { kind: 'misfit', settings: ['cropToAspectRatio', 'padToAspectRatio'], reason } };
    }),
  weights: () => [],
  multiplyAdds: ({ interpolation }, _, output) => product(output) * resizeTaps[interpolation],
});
