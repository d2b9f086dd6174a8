import * as v from 'valibot';
import { axisSize, maxAxisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { fromFeatureMap } from '../layer-forms/only-input.ts';

/**
 * Keras: `keras.layers.RandomCrop`, but for each picture by itself, where Keras draws one place for a whole batch. In
 * use, and for pictures that are too small, the largest middle part of the wanted proportions is scaled to the size.
 */
export const randomCrop = defineLayer({
  type: 'RandomCrop',
  family: 'augmentation',
  explanation:
    'Cuts a piece of this size out of every picture, at a random place in training; in use it scales the middle. ' +
    'The network learns from parts of things, and to find them anywhere.',
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
