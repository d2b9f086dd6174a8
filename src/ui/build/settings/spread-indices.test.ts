import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadIndices } from './spread-indices.ts';

const classCount = 10;
const classesShown = (length: number, classOf: (index: number) => number) =>
  new Set(spreadIndices(length, classCount).map(classOf)).size;

test('ten samples show all ten classes, in order or in turns', () => {
  expect(classesShown(10_000, (index) => Math.floor(index / 1000))).toBe(classCount);
  expect(classesShown(10_000, (index) => index % classCount)).toBe(classCount);
});

test('the places are different and inside the data set', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 20 }), (length, count) => {
      const indices = spreadIndices(length, count);
      expect(new Set(indices).size).toBe(Math.min(length, count));
      for (const index of indices) expect(index).toBeLessThan(length);
    }),
  );
});
