import * as v from 'valibot';
import { defineAugmentation } from '../layer-forms/augmentation.ts';

const modes = ['horizontal', 'vertical', 'horizontal_and_vertical'] as const;

const inWords = {
  horizontal: 'left ↔ right',
  vertical: 'up ↕ down',
  horizontal_and_vertical: 'both ways',
} as const;

/** Keras: `keras.layers.RandomFlip`. As there, one draw decides for both directions of `horizontal_and_vertical`. */
export const randomFlip = defineAugmentation({
  type: 'RandomFlip',
  explanation:
    'Mirrors every second picture at random in training; in use it does nothing. ' +
    'Use it where the mirror image shows the same thing, as with cats, and not where it does not, as with digits.',
  schema: v.strictObject({ mode: v.optional(v.picklist(modes), 'horizontal_and_vertical') }),
  fields: [{ key: 'mode', label: 'Mode', control: 'choice', options: modes }],
  highlights: ({ mode }) => [inWords[mode]],
});
