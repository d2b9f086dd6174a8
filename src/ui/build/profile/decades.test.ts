import { expect, test } from 'vitest';
import { decadesBetween } from './decades.ts';

test('an axis is marked at whole powers of ten', () => {
  expect(decadesBetween(-1.3, 2)).toEqual([0.1, 1, 10, 100]);
  expect(decadesBetween(0.2, 0.9)).toEqual([]);
  expect(decadesBetween(-3, -3)).toEqual([0.001]);
});
