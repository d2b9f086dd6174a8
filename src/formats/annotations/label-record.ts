/**
 * A set of pictures that was drawn in, as it lies in storage. When the schema changes, raise `labelRecordVersion`, keep the
 * old schema in a migration and test that migration.
 */
import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';

export const labelRecordVersion = 1;

const finite = v.pipe(v.number(), v.finite());
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const side = v.pipe(v.number(), v.integer(), v.minValue(1));

const truthSchema = v.object({
  box: v.object({ y1: finite, x1: finite, y2: finite, x2: finite }),
  classIndex: whole,
  isCrowd: v.exactOptional(v.boolean()),
  isDifficult: v.exactOptional(v.boolean()),
  area: v.exactOptional(finite),
});

const labelledSetSchema = v.object({
  classNames: v.array(v.string()),
  pictures: v.array(
    v.object({
      path: v.string(),
      size: v.object({ height: side, width: side }),
      truths: v.array(truthSchema),
      isAnnotated: v.boolean(),
    }),
  ),
});

const labelRecordSchema = v.object({
  version: v.literal(labelRecordVersion),
  id: v.string(),
  name: v.string(),
  savedAt: finite,
  hasPictures: v.boolean(),
  format: v.nullable(v.picklist(['coco', 'voc', 'yolo'])),
  /** What the files said. */
  labels: labelledSetSchema,
  drawn: labelledSetSchema,
});

export type LabelRecord = v.InferOutput<typeof labelRecordSchema>;

export function parseLabelRecord(record: unknown): Result<LabelRecord, string> {
  const parsed = v.safeParse(labelRecordSchema, record);
  return parsed.success ? success(parsed.output) : failure(v.summarize(parsed.issues));
}
