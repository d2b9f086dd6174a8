import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classMetrics, mostConfused, overallAccuracy, worstConfusions } from './class-metrics.ts';

// Rows are the actual class: 3 of 4 cats found, one dog called cat.
const cats = [3, 1, 1, 5];

test('precision, recall and F1 of a matrix worked by hand', () => {
  const [cat, dog] = classMetrics(cats, 2);
  expect(cat).toEqual({ precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, support: 4 });
  expect(dog).toEqual({ precision: 5 / 6, recall: 5 / 6, f1: 5 / 6, support: 6 });
  expect(overallAccuracy(cats, 2)).toBe(0.8);
});

test('a class that is never there and never called has no shares', () => {
  expect(classMetrics([2, 0, 0, 0], 2)[1]).toEqual({ precision: null, recall: null, f1: null, support: 0 });
  expect(overallAccuracy([0, 0, 0, 0], 2)).toBeNull();
});

const matrices = fc.integer({ min: 1, max: 6 }).chain((classCount) =>
  fc.record({
    classCount: fc.constant(classCount),
    counts: fc.array(fc.nat(50), { minLength: classCount ** 2, maxLength: classCount ** 2 }),
  }),
);

test('F1 is the harmonic mean, and recall weighted by support is the accuracy', () => {
  fc.assert(
    fc.property(matrices, ({ classCount, counts }) => {
      const metrics = classMetrics(counts, classCount);
      let found = 0;
      for (const { precision, recall, f1, support } of metrics) {
        found += (recall ?? 0) * support;
        if (precision && recall && f1) expect(f1).toBeCloseTo(2 / (1 / precision + 1 / recall), 9);
      }
      const total = counts.reduce((sum, count) => sum + count, 0);
      if (total > 0) expect(overallAccuracy(counts, classCount)).toBeCloseTo(found / total, 9);
    }),
  );
});

test('the worst confusions come first, and no hit is among them', () => {
  fc.assert(
    fc.property(matrices, ({ classCount, counts }) => {
      const worst = worstConfusions(counts, classCount, 3);
      const misses = counts.filter((_, index) => index % (classCount + 1) !== 0);
      expect(worst.map(({ count }) => count)).toEqual(
        misses
          .filter((count) => count > 0)
          .sort((a, b) => b - a)
          .slice(0, 3),
      );
      for (const { actual, predicted } of worst) expect(actual).not.toBe(predicted);
    }),
  );
});

test('of too many classes those stay that are mistaken most, in order', () => {
  const counts = new Array<number>(25).fill(0);
  counts[4 * 5 + 1] = 3;
  counts[3 * 5 + 4] = 2;
  expect(mostConfused(counts, 5, 5)).toEqual([0, 1, 2, 3, 4]);
  expect(mostConfused(counts, 5, 2)).toEqual([1, 4]);
  expect(mostConfused(counts, 5, 4)).toEqual([0, 1, 3, 4]);
});
