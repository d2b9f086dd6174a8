import * as v from 'valibot';
import { defineAugmentation, describeRange, factor, sampling, samplingFields } from '../layer-forms/augmentation.ts';

/** -1 would leave nothing of the picture. */
const least = -0.99;
const zoom = factor(least, 1);

/** Keras: `keras.layers.RandomZoom`. Positive factors zoom out, negative ones in. */
export const randomZoom = defineAugmentation({
  type: 'RandomZoom',
  explanation:
    'Makes every picture a little larger or smaller in training; in use it does nothing. ' +
    'The network learns to tell a thing near from far.',
  schema: v.strictObject({
    heightFactor: v.optional(zoom, 0.1),
    /** null: as the height, so that proportions stay. */
    widthFactor: v.optional(v.nullable(zoom), null),
    ...sampling,
  }),
  fields: [
    {
      key: 'heightFactor',
      label: 'Height factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: least,
      max: 1,
      step: 0.01,
      help: 'Above zero zooms out, below zero in: 0.2 shows 20 % more of the height.',
    },
    {
      key: 'widthFactor',
      label: 'Width factor',
      control: 'numbers',
      parts: ['lower', 'upper'],
      min: least,
      max: 1,
      step: 0.01,
      whenNull: 'as height factor',
    },
    ...samplingFields,
  ],
  highlights: ({ heightFactor, widthFactor }) => [
    widthFactor === null ? describeRange(heightFactor) : `↕ ${describeRange(heightFactor)}`,
    ...(widthFactor === null ? [] : [`↔ ${describeRange(widthFactor)}`]),
  ],
});
