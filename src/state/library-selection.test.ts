import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extendTo, pruneSelection, selectAll, selectOnly, toggle } from './library-selection.ts';

/** Ids that are not in order, as after a sort or among duplicates. */
const order = { length: 6, idAt: (cell: number) => [40, 10, 30, 20, 60, 50][cell] ?? 0 };

test('Shift takes everything between the first and the last, whichever way', () => {
  const first = selectOnly(30);
  expect([...extendTo(first, 4, order).selected]).toEqual([30, 20, 60]);
  expect([...extendTo(first, 0, order).selected]).toEqual([40, 10, 30]);
});

test('extending again begins at the same sample', () => {
  const wide = extendTo(selectOnly(10), 5, order);
  expect([...extendTo(wide, 2, order).selected]).toEqual([10, 30]);
  expect(extendTo(wide, 2, order)).toMatchObject({ active: 30, anchor: 10 });
});

test('an anchor that is not on show gives the one sample', () => {
  expect([...extendTo(selectOnly(999), 3, order).selected]).toEqual([20]);
});

test('toggling twice changes nothing about what is selected', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), fc.nat(9), (ids, id) => {
      const selection = { selected: new Set(ids), active: null, anchor: null };
      expect(toggle(toggle(selection, id), id).selected).toEqual(selection.selected);
    }),
  );
});

test('all are all on show, and what went is no longer selected', () => {
  const all = selectAll(selectOnly(10), order);
  expect(all.selected.size).toBe(6);
  const left = pruneSelection(all, (id) => id > 10);
  expect(left).toMatchObject({ active: null, anchor: null });
  expect([...left.selected]).toEqual([40, 30, 20, 60, 50]);
});
