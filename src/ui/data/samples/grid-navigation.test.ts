import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextCell } from './grid-navigation.ts';

const size = { count: 23, columns: 5, pageRows: 2 };

test.each([
  ['ArrowRight', false, 8],
  ['ArrowLeft', false, 6],
  ['ArrowUp', false, 2],
  ['ArrowDown', false, 12],
  ['Home', false, 5],
  ['End', false, 9],
  ['Home', true, 0],
  ['End', true, 22],
  ['PageDown', false, 17],
  ['PageUp', false, 2],
])('from cell 7, %s (control: %s) leads to %d', (key, isControl, target) => {
  expect(nextCell(7, key, isControl, size)).toBe(target);
});

test('below the last full row there is nothing to go down to', () => {
  expect(nextCell(19, 'ArrowDown', false, size)).toBe(19);
});

test('other keys are left to the browser', () => {
  expect(nextCell(7, 'Tab', false, size)).toBeNull();
});

test('no key leads outside the grid', () => {
  fc.assert(
    fc.property(
      fc.record({
        count: fc.integer({ min: 1, max: 500 }),
        columns: fc.integer({ min: 1, max: 40 }),
        pageRows: fc.integer({ min: 1, max: 20 }),
      }),
      fc.nat(499),
      fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'),
      fc.boolean(),
      (grid, start, key, isControl) => {
        const next = nextCell(Math.min(start, grid.count - 1), key, isControl, grid);
        expect(next).toBeGreaterThanOrEqual(0);
        expect(next).toBeLessThan(grid.count);
      },
    ),
  );
});
