import * as v from 'valibot';
import { axisSize } from '../config-schemas.ts';
import { defineLayer } from '../layer-definition.ts';

const maxConfigCharacters = 100_000;

/**
 * A layer of an opened model that Stride lacks: it keeps the layer's place, class and settings, and cannot run. Saved
 * again, it is the layer it was.
 */
export const unknownLayer = defineLayer({
  type: 'UnknownLayer',
  isOffered: false,
  family: 'unknown',
  explanation:
    'A layer of the opened model that Stride does not have. ' +
    'It stands here with its settings; replace it or remove it to run the network.',
  schema: v.strictObject({
    className: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)), 'Layer'),
    /** Its whole Keras record, `{module, class_name, config, …}`, as JSON text. */
    json: v.optional(v.pipe(v.string(), v.maxLength(maxConfigCharacters)), '{}'),
    /** What came out of it, where the file says so; null where it does not. */
    outputShape: v.optional(v.nullable(v.pipe(v.array(axisSize), v.maxLength(8), v.readonly())), null),
  }),
  arity: { min: 1, max: Number.POSITIVE_INFINITY },
  fields: [],
  highlights: ({ className }) => [className],
  inferShape: ({ outputShape }) =>
    outputShape ? { ok: true, output: outputShape } : { ok: false, fault: { kind: 'unknown-layer' } },
  weights: () => [],
  multiplyAdds: () => 0,
});
