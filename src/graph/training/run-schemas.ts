/** What is kept of runs between visits, as schemas: everything that is read back is data from outside. */
import * as v from 'valibot';
import { modelGraphSchema } from '../model-graph-schema.ts';
import { trainingSettingsSchema } from './training-settings.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const metricsSchema = v.strictObject({ loss: v.number(), accuracy: v.number() });

const epochReportSchema = v.strictObject({
  epoch: count,
  step: count,
  training: metricsSchema,
  validation: v.exactOptional(metricsSchema),
  learningRate: v.number(),
});

const runDatasetSchema = v.strictObject({
  id: v.string(),
  name: v.string(),
  /** SHA-256 of its pixels and labels, in hexadecimal digits. */
  hash: v.string(),
});

/** What a run follows from. */
const runOriginSchema = v.strictObject({
  version: v.literal(1),
  /** Sorts by the time the run began. */
  run: v.pipe(v.string(), v.regex(/^[\w-]{1,80}$/)),
  /** Milliseconds since 1970. */
  startedAt: v.number(),
  graph: modelGraphSchema,
  settings: trainingSettingsSchema,
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  dataset: runDatasetSchema,
  classNames: v.array(v.string()),
  isLightOnDark: v.boolean(),
  /** How pictures were brought to the network's size; stretched where absent. */
  fit: v.optional(v.picklist(['stretch', 'crop', 'letterbox'])),
});
export type RunOrigin = v.InferOutput<typeof runOriginSchema>;

const stoppingSchema = v.strictObject({
  best: v.nullable(v.number()),
  waited: count,
  bestEpoch: count,
  hasBestWeights: v.boolean(),
});

/** What a checkpoint says besides its tensors. */
const checkpointSchema = v.strictObject({
  origin: runOriginSchema,
  savedAt: v.number(),
  step: count,
  milliseconds: v.number(),
  epochs: v.array(epochReportSchema),
  stopping: v.nullable(stoppingSchema),
});

const endSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('finished') }),
  v.strictObject({ kind: v.literal('stopped') }),
  v.strictObject({ kind: v.literal('early-stopped'), bestEpoch: count }),
  v.strictObject({ kind: v.literal('diverged'), step: count, message: v.string(), remedy: v.string() }),
  v.strictObject({ kind: v.literal('failed'), code: v.string(), message: v.string(), remedy: v.string() }),
]);

/** A run that has ended, all but its curves and weights. */
const runRecordSchema = v.strictObject({
  origin: runOriginSchema,
  name: v.string(),
  note: v.string(),
  end: endSchema,
  epochs: v.array(epochReportSchema),
  /** How long it took, all its parts together. */
  milliseconds: v.number(),
  /** What it ran on: `WebGPU` and the like, and the adapter's own name. */
  device: v.strictObject({ backend: v.picklist(['webgpu', 'webgl', 'cpu']), adapter: v.string() }),
  parameters: count,
  /** Of its network, on the data set's test samples. */
  test: v.optional(v.strictObject({ loss: v.number(), accuracy: v.number(), samples: count })),
  /** Of the file of its weights; 0 where they were deleted. */
  weightsBytes: count,
});
export type RunRecord = v.InferOutput<typeof runRecordSchema>;

/** What a run measured. */
const runCurvesSchema = v.strictObject({
  /** `[points, 3]`: step, loss and accuracy; neighbours are averaged where the run had more steps than are kept. */
  batches: v.custom<Float64Array>((value) => value instanceof Float64Array),
  confusion: v.nullable(
    v.strictObject({
      classNames: v.array(v.string()),
      counts: v.custom<Uint32Array>((value) => value instanceof Uint32Array),
      source: v.picklist(['validation', 'training']),
    }),
  ),
});
export type RunCurves = v.InferOutput<typeof runCurvesSchema>;

function parser<Schema extends v.GenericSchema>(schema: Schema) {
  return (value: unknown): v.InferOutput<Schema> | undefined => {
    const parsed = v.safeParse(schema, value);
    return parsed.success ? parsed.output : undefined;
  };
}

/** Undefined for anything that is none. Never throw. */
export const parseCheckpointContent = parser(checkpointSchema);
export const parseRunRecord = parser(runRecordSchema);
export const parseRunCurves = parser(runCurvesSchema);
