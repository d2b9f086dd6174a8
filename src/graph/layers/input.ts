import * as v from 'valibot';
import { axisSize, maxAxisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';

/** Keras: `keras.Input`. The shape of one sample, without the batch axis. */
export const input = defineLayer({
  type: 'Input',
  family: 'input',
  explanation:
    'Says what one sample looks like: height, width and colour channels. ' +
    'Every network begins with one, and its shape must fit the pictures.',
  schema: v.strictObject({
    shape: v.optional(v.pipe(v.array(axisSize), v.minLength(1), v.maxLength(4), v.readonly()), [28, 28, 1]),
  }),
  arity: { min: 0, max: 0 },
  fields: [
    { key: 'shape', label: 'Shape', control: 'shape', min: 1, max: maxAxisSize, help: 'Height, width, channels.' },
  ],
  highlights: () => [],
  inferShape: ({ shape }) => ({ ok: true, output: shape }),
  weights: () => [],
  multiplyAdds: () => 0,
});
