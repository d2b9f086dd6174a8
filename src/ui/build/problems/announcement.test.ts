import { expect, it } from 'vitest';
import { announcement } from './announcement.ts';

it.each([
  [0, 0, 'No problems'],
  [1, 0, '1 problem'],
  [2, 1, '2 problems, 1 warning'],
  [0, 3, '3 warnings'],
])('announces %i errors and %i warnings as “%s”', (errors, warnings, said) => {
  expect(announcement(errors, warnings)).toBe(said);
});
