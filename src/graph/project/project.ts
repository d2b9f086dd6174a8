/**
 * The document: one versioned record that holds everything a run follows from. Data sets and weights lie beside it.
 * When the schema changes, raise `projectVersion`, keep the old schema in a migration and test that migration.
 */
import * as v from 'valibot';
import { modelGraphSchema } from '../model-graph-schema.ts';
import { trainingSettingsSchema } from '../training/training-settings.ts';

export const projectVersion = 1;

export const projectSchema = v.strictObject({
  version: v.literal(projectVersion),
  name: v.pipe(v.string(), v.maxLength(200)),
  graph: modelGraphSchema,
  training: trainingSettingsSchema,
  /** Names the data set to train on: `mnist`. */
  dataset: v.string(),
  /** Drives everything random: initial weights, shuffles, dropout, splits. */
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
});

export type Project = v.InferOutput<typeof projectSchema>;
