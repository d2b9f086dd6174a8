/**
 * `stride.json`, the first file of a project's archive: the document, and what the other files in it are. When the schema
 * changes, raise `manifestVersion`, keep the old schema in a migration and test that migration.
 */
import * as v from 'valibot';
import { parsePictureSettings } from '#data/library/dataset-record.ts';
import { fitModes } from '#data/picture-settings.ts';
import { modelGraphSchema } from '#graph/model-graph-schema.ts';
import { projectSchema } from '#graph/project/project.ts';

export const manifestVersion = 1;
export const manifestFormat = 'stride-project';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(1000));
const classNames = v.pipe(v.array(text), v.maxLength(10_000));

/** The network that the weights belong to, which need not be the document's any more. */
const weightsSchema = v.strictObject({
  graph: modelGraphSchema,
  classNames,
  isLightOnDark: v.boolean(),
  /** How pictures were brought to its size; stretched where absent. */
  fit: v.optional(v.picklist(fitModes)),
});

const datasetSchema = v.strictObject({
  id: text,
  name: text,
  settings: v.pipe(
    v.unknown(),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const parsed = parsePictureSettings(dataset.value);
      if (parsed.ok) return parsed.value;
      addIssue({ message: parsed.fault });
      return NEVER;
    }),
  ),
  classNames,
  pictures: count,
  contentHash: text,
});

export const manifestSchema = v.strictObject({
  format: v.literal(manifestFormat),
  version: v.literal(manifestVersion),
  /** Milliseconds since 1970. */
  savedAt: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  project: projectSchema,
  weights: v.nullable(weightsSchema),
  dataset: v.nullable(datasetSchema),
});

export type ProjectManifest = v.InferOutput<typeof manifestSchema>;
