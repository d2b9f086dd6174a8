import * as v from 'valibot';
import { axisSize, maxAxisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

/** Keras: `keras.layers.CenterCrop`. A picture that is too small is cut to the wanted proportions and scaled up. */
export const centerCrop = defineLayer({
  type: 'CenterCrop',
  family: 'augmentation',
  explanation:
    'Keeps the middle of every picture, in training and in use. ' +
    'Use it where what matters stands in the middle, or to match what RandomCrop does in training.',
  schema: v.strictObject({ height: v.optional(axisSize, 24), width: v.optional(axisSize, 24) }),
  arity: { min: 1, max: 1 },
  fields: [
    { key: 'height', label: 'Height', control: 'integer', min: 1, max: maxAxisSize, unit: 'px' },
    { key: 'width', label: 'Width', control: 'integer', min: 1, max: maxAxisSize, unit: 'px' },
  ],
  highlights: ({ height, width }) => [`${height} × ${width}`],
  inferShape: ({ height, width }, inputs) =>
    fromFeatureMap(inputs, (_height, _width, channels) => ({ ok: true, output: [height, width, channels] })),
  weights: () => [],
  multiplyAdds: () => 0,
});
