/**
 * Data sets of the picture library between visits: a record each, their samples in chunks, and the lines that imports
 * left behind. What does not parse is set aside, never deleted.
 */
import type { Result } from '#base/result.ts';
import { type DatasetRecord, parseDatasetRecord } from '#data/library/dataset-record.ts';
import { parseSampleChunk, type SampleChunk } from '#data/library/sample-chunk.ts';
import type { RecordEntry, RecordStore } from './record-store.ts';

/** Something a person reads about an import; its form is the caller's. */
type Lines = readonly unknown[];

export interface StoredDataset {
  readonly record: DatasetRecord;
  readonly chunks: readonly SampleChunk[];
}

/** All calls reject with `storage-refused` where the browser lets nothing be stored. */
export interface DatasetRepository {
  list(): Promise<readonly DatasetRecord[]>;
  /** Undefined where there is no such data set. Chunks end at the first that cannot be read. */
  load(id: string): Promise<StoredDataset | undefined>;
  /** All of it or, after a crash, none. */
  save(record: DatasetRecord, chunks: readonly (readonly [number: number, chunk: SampleChunk])[]): Promise<void>;
  remove(id: string): Promise<void>;
  lines(id: string): Promise<Lines>;
  addLines(id: string, lines: Lines): Promise<void>;
  clearLines(id: string): Promise<void>;
}

const recordPrefix = 'library-datasets/';
const recordKey = (id: string) => recordPrefix + id;
const samplesPrefix = (id: string) => `library-samples/${id}/`;
const linesPrefix = (id: string) => `library-lines/${id}/`;
const padded = (number: number) => String(number).padStart(6, '0');

export function datasetRepository(records: RecordStore): DatasetRepository {
  let addedAt = 0;

  async function readable<Value>(
    [key, record]: RecordEntry,
    parse: (record: unknown) => Result<Value, string>,
  ): Promise<Value | undefined> {
    const parsed = parse(record);
    if (parsed.ok) return parsed.value;
    await records.setAside(key, parsed.fault);
    return undefined;
  }

  async function deleteAll(prefix: string): Promise<void> {
    for (const [key] of await records.entries(prefix)) await records.delete(key);
  }

  return {
    async list() {
      const found = [];
      for (const entry of await records.entries(recordPrefix)) {
        const record = await readable(entry, parseDatasetRecord);
        if (record) found.push(record);
      }
      return found;
    },
    async load(id) {
      const stored = await records.get(recordKey(id));
      if (stored === undefined) return undefined;
      const record = await readable([recordKey(id), stored], parseDatasetRecord);
      if (record === undefined) return undefined;
      const chunks = [];
      for (const entry of await records.entries(samplesPrefix(id))) {
        // A chunk's number is the place of its samples, so that none may be left out in the middle.
        if (entry[0] !== samplesPrefix(id) + padded(chunks.length)) break;
        const chunk = await readable(entry, parseSampleChunk);
        if (chunk === undefined) break;
        chunks.push(chunk);
      }
      return { record, chunks };
    },
    save: (record, chunks) =>
      records.putAll([
        [recordKey(record.id), record],
        ...chunks.map(([number, chunk]) => [samplesPrefix(record.id) + padded(number), chunk] as const),
      ]),
    async remove(id) {
      // The record last: while it is there, a removal that was cut short is tried again.
      await deleteAll(samplesPrefix(id));
      await deleteAll(linesPrefix(id));
      await records.delete(recordKey(id));
    },
    lines: async (id) =>
      (await records.entries(linesPrefix(id))).flatMap(([, lines]) => (Array.isArray(lines) ? lines : [])),
    addLines(id, lines) {
      // By the time, behind those that were numbered once: to look for the last would cost as much as all of them.
      addedAt = Math.max(addedAt + 1, Date.now());
      return records.put(linesPrefix(id) + addedAt, lines);
    },
    clearLines: (id) => deleteAll(linesPrefix(id)),
  };
}
