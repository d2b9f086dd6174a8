import { expect, test } from 'vitest';
import type { LibraryWarning } from '#protocol/library.ts';
import { sumUpWarnings } from './sum-up-warnings.ts';

const classNames = ['ant', 'bee', 'cat', 'dog', 'elk'];
const single = (index: number): LibraryWarning => ({
  code: 'few-samples',
  message: `${classNames[index]} has one picture only.`,
  classes: [index],
});
const imbalanced: LibraryWarning = { code: 'imbalanced', message: 'elk has 90 pictures.', classes: [0, 4] };

test('warnings of one kind become one where there are many; others stay as they are', () => {
  expect(sumUpWarnings([single(0), single(1), imbalanced], classNames)).toEqual([single(0), single(1), imbalanced]);
  const [summary, ...rest] = sumUpWarnings([single(0), single(1), single(2), single(3), imbalanced], classNames);
  expect(summary?.message).toMatch(/^4 classes \(ant, bee, cat and 1 more\) have one picture only/);
  expect(summary?.classes).toEqual([0, 1, 2, 3]);
  expect(rest).toEqual([imbalanced]);
});
