import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readShape } from './read-shape.ts';

it('reads back every legal shape, however it is written', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 16384 }), { minLength: 1, maxLength: 4 });
  const separator = fc.constantFrom(', ', ',', ' × ', 'x', ' ');
  fc.assert(
    fc.property(sizes, separator, (shape, between) => {
      expect(readShape(shape.join(between), 1, 16384)).toEqual({ ok: true, value: shape });
      expect(readShape(`(${shape.join(between)})`, 1, 16384)).toEqual({ ok: true, value: shape });
    }),
  );
});

it.each([
  ['', 'Enter numbers'],
  ['28, a, 1', '“a” is not a whole number.'],
  ['2.5', '“2.5” is not a whole number.'],
  ['0, 3', '0 is not between 1 and 16384.'],
  ['28, 99999', '99999 is not between 1 and 16384.'],
])('says what is wrong with “%s”', (text, fault) => {
  expect(readShape(text, 1, 16384)).toMatchObject({ ok: false, fault: expect.stringContaining(fault) });
});
