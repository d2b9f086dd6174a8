/** Samples as they lie in storage: some hundreds to a record, a column each, so that 50,000 of them are a hundred records. */
import * as v from 'valibot';
import { failure, type Result, success } from '#base/result.ts';

export const samplesPerChunk = 512;
export const hashBytes = 32;
const chunkVersion = 1;

const chunkSchema = v.strictObject({
  version: v.literal(chunkVersion),
  /** Ids of the data set's classes. */
  classIds: v.instance(Uint16Array),
  splits: v.instance(Uint8Array),
  /** 1 for samples that were deleted: their places stay, since ids are places. */
  deleted: v.instance(Uint8Array),
  widths: v.instance(Uint32Array),
  heights: v.instance(Uint32Array),
  channels: v.instance(Uint8Array),
  bytes: v.instance(Uint32Array),
  hashes: v.instance(Uint8Array),
  names: v.array(v.string()),
});

export type SampleChunk = v.InferOutput<typeof chunkSchema>;

/** An empty chunk's worth of columns with room for `count` samples. */
export function emptyChunk(count: number): SampleChunk {
  return {
    version: chunkVersion,
    classIds: new Uint16Array(count),
    splits: new Uint8Array(count),
    deleted: new Uint8Array(count),
    widths: new Uint32Array(count),
    heights: new Uint32Array(count),
    channels: new Uint8Array(count),
    bytes: new Uint32Array(count),
    hashes: new Uint8Array(count * hashBytes),
    names: new Array<string>(count).fill(''),
  };
}

export function parseSampleChunk(record: unknown): Result<SampleChunk, string> {
  const parsed = v.safeParse(chunkSchema, record);
  if (!parsed.success) return failure(v.summarize(parsed.issues));
  const { version: _, hashes, ...columns } = parsed.output;
  const count = columns.names.length;
  const isEven = Object.values(columns).every(({ length }) => length === count) && hashes.length === count * hashBytes;
  return isEven && count <= samplesPerChunk ? success(parsed.output) : failure('columns of different lengths');
}
