/**
 * A data set as it lies in storage: this record, and its samples in chunks beside it (`sample-chunk.ts`). When a schema
 * changes, raise `datasetVersion`, keep the old schema in a migration and test that migration.
 */
import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';
import { fitModes, largestTargetSide } from '../picture-settings.ts';

export const datasetVersion = 1;

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(largestTargetSide));

const pictureSettingsSchema = v.strictObject({
  height: side,
  width: side,
  channels: v.picklist([1, 3]),
  fit: v.picklist(fitModes),
});

const splitPlanSchema = v.pipe(
  v.strictObject({ validation: share, test: share, seed: whole, isStratified: v.boolean() }),
  v.check(
    ({ validation, test }) => validation + test < 1,
    'validation and test together must leave something to train on',
  ),
);

const datasetSchema = v.strictObject({
  version: v.literal(datasetVersion),
  id: v.string(),
  name: v.string(),
  createdAt: v.number(),
  deletedAt: v.nullable(v.number()),
  /** In the order shown. An id stays with its class whatever the name and the place. */
  classes: v.array(v.strictObject({ id: v.pipe(whole, v.maxValue(0xffff)), name: v.string() })),
  nextClassId: whole,
  settings: pictureSettingsSchema,
  splitPlan: v.nullable(splitPlanSchema),
  /** Kept with the record so that a list of data sets need not read their samples. */
  sampleCount: whole,
  bytes: whole,
});

export type DatasetRecord = v.InferOutput<typeof datasetSchema>;
export type DatasetClass = DatasetRecord['classes'][number];

export function parseDatasetRecord(record: unknown): Result<DatasetRecord, string> {
  const parsed = v.safeParse(datasetSchema, record);
  return parsed.success ? success(parsed.output) : failure(v.summarize(parsed.issues));
}

export function parsePictureSettings(value: unknown): Result<DatasetRecord['settings'], string> {
  const parsed = v.safeParse(pictureSettingsSchema, value);
  return parsed.success ? success(parsed.output) : failure(v.summarize(parsed.issues));
}

export function parseSplitPlan(value: unknown): Result<NonNullable<DatasetRecord['splitPlan']>, string> {
  const parsed = v.safeParse(splitPlanSchema, value);
  return parsed.success ? success(parsed.output) : failure(v.summarize(parsed.issues));
}
