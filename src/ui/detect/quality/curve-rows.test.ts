import { expect, test } from 'vitest';
import { curveRows } from './curve-rows.ts';

test('each recall has the best precision from there on, and the threshold that gives it', () => {
  const curve = [
    { score: 0.9, precision: 1, recall: 0.25 },
    { score: 0.8, precision: 0.5, recall: 0.25 },
    { score: 0.7, precision: 2 / 3, recall: 0.5 },
  ];
  const rows = curveRows(curve);
  expect(rows.map(({ recall }) => recall)).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
  expect(rows[0]).toEqual({ recall: 0, precision: 1, score: 0.9 });
  expect(rows[3]).toEqual({ recall: 0.3, precision: 2 / 3, score: 0.7 });
  expect(rows[6]).toEqual({ recall: 0.6, precision: null, score: null });
  expect(curveRows([])[0]?.precision).toBeNull();
});
