import fc from 'fast-check';
import { expect, test } from 'vitest';
import { condense, sparklinePoints } from './sparkline.ts';

test('a long history is condensed to its means, a short one is kept', () => {
  expect(condense([1, 3, 5, 7], 2)).toEqual([2, 6]);
  expect(condense([1, Number.NaN, 2], 5)).toEqual([1, 2]);
});

test('every point lies in the box, from edge to edge', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 }),
      (values) => {
        const points = sparklinePoints(values, 96, 28)
          .split(' ')
          .map((point) => point.split(',').map(Number));
        expect(points[0]?.[0]).toBe(0);
        expect(points.at(-1)?.[0]).toBe(96);
        for (const [x, y] of points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(96);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(28);
        }
      },
    ),
  );
});
