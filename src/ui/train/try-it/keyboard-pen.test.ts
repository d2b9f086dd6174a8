import fc from 'fast-check';
import { expect, test } from 'vitest';
import { padCells } from './ink.ts';
import { describePen, movePen, type Pen, startingPen } from './keyboard-pen.ts';

test('Space lowers and raises the pen', () => {
  const down = movePen(startingPen, ' ', false);
  expect(down?.isDown).toBe(true);
  expect(down && movePen(down, ' ', false)?.isDown).toBe(false);
});

test('arrow keys move by a cell, with Shift by four', () => {
  expect(movePen(startingPen, 'ArrowLeft', false)?.column).toBe(startingPen.column - 1);
  expect(movePen(startingPen, 'ArrowDown', true)?.row).toBe(startingPen.row + 4);
});

test('other keys are left to the browser', () => {
  expect(movePen(startingPen, 'Tab', false)).toBeNull();
});

test('the pen never leaves the pad', () => {
  const key = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', ' ');
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.boolean()), { maxLength: 200 }), (keys) => {
      let pen: Pen = startingPen;
      for (const [pressed, isShift] of keys) pen = movePen(pen, pressed, isShift) ?? pen;
      for (const place of [pen.column, pen.row]) {
        expect(place).toBeGreaterThanOrEqual(0);
        expect(place).toBeLessThan(padCells);
      }
    }),
  );
});

test('places are counted from one', () => {
  expect(describePen({ column: 11, row: 4, isDown: true })).toBe('Column 12, row 5, pen down');
});
