import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSampleChunk, samplesPerChunk } from './sample-chunk.ts';
import { type NewSample, SampleTable } from './sample-table.ts';

const sample: fc.Arbitrary<NewSample> = fc.record({
  classId: fc.nat(300),
  split: fc.nat(2),
  width: fc.nat(5000),
  height: fc.nat(5000),
  channels: fc.nat(4),
  bytes: fc.nat(),
  hash: fc.nat(9).map((byte) => new Uint8Array(32).fill(byte)),
  name: fc.string(),
});

function filled(samples: readonly NewSample[]): SampleTable {
  const table = new SampleTable();
  for (const each of samples) table.append(each);
  return table;
}

test('what was taken for saving, loaded again, is the same table', () => {
  fc.assert(
    fc.property(fc.array(sample, { maxLength: 30 }), fc.nat(3), (samples, copies) => {
      // Beyond one chunk and one growth too.
      const all = Array.from({ length: copies * 30 + 1 }, () => samples).flat();
      const table = filled(all);
      const chunks = table.takeChanged();
      expect(chunks).toHaveLength(Math.ceil(all.length / samplesPerChunk));
      for (const [, chunk] of chunks) expect(parseSampleChunk(chunk).ok).toBe(true);
      const again = new SampleTable();
      again.load(chunks.map(([, chunk]) => chunk));
      expect(again.columns()).toEqual(table.columns());
      for (let id = 0; id < all.length; id++) expect(again.name(id)).toBe(all[id]!.name);
      expect(again.takeChanged()).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('an edit changes only the chunks of the samples it changes', () => {
  const one = { classId: 0, split: 0, width: 1, height: 1, channels: 3, bytes: 1, name: '', hash: new Uint8Array(32) };
  const table = filled(Array.from({ length: 1200 }, () => one));
  table.takeChanged();
  const next = table.editable();
  next.splits[1199] = 2;
  next.deleted[700] = 1;
  table.edit(next);
  expect(table.takeChanged().map(([number]) => number)).toEqual([1, 2]);
  expect(table.ids()).toHaveLength(1199);
  expect(table.hasSample(700)).toBe(false);
});

test('samples are found by their hash until they are deleted', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), fc.nat(), (samples, place) => {
      const table = filled(samples);
      const gone = place % samples.length;
      const next = table.editable();
      next.deleted[gone] = 1;
      table.edit(next);
      for (const group of table.duplicates()) {
        expect(group.length).toBeGreaterThan(1);
        expect(group).not.toContain(gone);
        expect(new Set(group.map((id) => table.hash(id)[0])).size).toBe(1);
      }
    }),
  );
});

test('a damaged chunk is told by its columns', () => {
  const [, chunk] = filled([
    { classId: 0, split: 0, width: 1, height: 1, channels: 3, bytes: 1, name: '', hash: new Uint8Array(32) },
  ]).takeChanged()[0]!;
  expect(parseSampleChunk({ ...chunk, names: [] }).ok).toBe(false);
  expect(parseSampleChunk({ ...chunk, version: 2 }).ok).toBe(false);
  expect(parseSampleChunk(null).ok).toBe(false);
});
