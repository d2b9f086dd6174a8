import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spreadIndices } from './spread-indices.ts';

test('the places lie inside the data set, equally far apart but for rounding', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 20 }), (length, count) => {
      const indices = spreadIndices(length, count);
      expect(indices).toHaveLength(Math.min(length, count));
      const gap = length / indices.length;
      for (const [place, index] of indices.entries()) {
        expect(Math.abs(index - (place + 0.5) * gap)).toBeLessThan(1);
        expect(index).toBeLessThan(length);
      }
      expect(new Set(indices).size).toBe(indices.length);
    }),
  );
});
