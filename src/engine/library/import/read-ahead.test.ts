import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAhead } from './read-ahead.ts';

const length = 6 * 2 ** 20 + 77;
const bytes = Uint8Array.from({ length }, (_, place) => (place * 2_654_435_761) >>> 24);
const file = new Blob([bytes]);

test('reads what the file holds, wherever, and however much', async () => {
  const range = fc.tuple(fc.nat(length), fc.oneof(fc.nat(64), fc.nat(3 * 2 ** 20)));
  const reading = fc.asyncProperty(fc.array(range, { maxLength: 6 }), async (ranges) => {
    const source = readAhead(file);
    const reads = ranges.map(async ([start, size]) => {
      const end = Math.min(length, start + size);
      expect(Buffer.compare(await source.read(start, end), bytes.subarray(start, end))).toBe(0);
    });
    await Promise.all(reads);
  });
  await fc.assert(reading, { numRuns: 25 });
});

test('small reads beside each other cost one of the file', async () => {
  let slices = 0;
  const counted = Object.assign(new Blob([bytes.subarray(0, 5000)]), {
    slice: (...range: [number, number]) => {
      slices++;
      return Blob.prototype.slice.apply(file, range);
    },
  });
  const source = readAhead(counted);
  for (let place = 0; place + 50 < 5000; place += 50) await source.read(place, place + 50);
  expect(slices).toBe(1);
});

test('what could not be read is asked for again', async () => {
  let isGone = true;
  const gone = Object.assign(new Blob([bytes.subarray(0, 100)]), {
    slice: () => {
      if (isGone) return { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) };
      return new Blob([bytes.subarray(0, 100)]);
    },
  }) as Blob;
  const source = readAhead(gone);
  await expect(source.read(0, 10)).rejects.toThrow('gone');
  isGone = false;
  expect(await source.read(0, 10)).toEqual(bytes.slice(0, 10));
});
