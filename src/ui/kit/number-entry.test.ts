import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber } from './number-entry.ts';

test('every number within the limits is read, every other names the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 150 }), (value) => {
      const read = readNumber(String(value), { min: 0, max: 100, integer: true });
      if (value >= 0 && value <= 100) expect(read).toEqual({ ok: true, value });
      else expect(read).toEqual({ ok: false, fault: 'Must be between 0 and 100.' });
    }),
  );
});

test('what is no number, or no whole one, says so', () => {
  for (const text of ['', ' ', 'e', '1e999'])
    expect(readNumber(text, {})).toEqual({ ok: false, fault: 'Enter a number.' });
  expect(readNumber('2.5', { min: 1, integer: true })).toEqual({ ok: false, fault: 'Must be a whole number.' });
  expect(readNumber('0', { min: 1 })).toEqual({ ok: false, fault: 'Must be at least 1.' });
  expect(readNumber('3', { max: 2 })).toEqual({ ok: false, fault: 'Must be at most 2.' });
  expect(readNumber('1e-3', { min: 0 })).toEqual({ ok: true, value: 0.001 });
});
