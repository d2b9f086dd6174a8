import * as v from 'valibot';
import { product } from '#base/math.ts';
import { finiteNumber } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';
import { commonShape } from '../layer-forms/merge.ts';

/** Keras: `keras.applications.inception_resnet_v2.CustomScaleLayer`, the first branch plus `scale` times the second. */
export const customScaleLayer = defineLayer({
  type: 'CustomScaleLayer',
  family: 'merge',
  explanation:
    'Adds a second branch, made smaller by a fixed factor, to the first. ' +
    'InceptionResNetV2 closes its short cuts so, which keeps very wide residual blocks from blowing up in training.',
  schema: v.strictObject({ scale: v.optional(finiteNumber, 1) }),
  arity: { min: 2, max: 2 },
  isOffered: false,
  fields: [
    {
      key: 'scale',
      label: 'Scale',
      control: 'number',
      min: -10,
      max: 10,
      step: 0.01,
      help: 'What the second branch is multiplied by.',
    },
  ],
  highlights: ({ scale }) => [`× ${scale}`],
  inferShape: (_, inputs) => commonShape(inputs),
  weights: () => [],
  multiplyAdds: (_config, _inputs, output) => product(output),
});
