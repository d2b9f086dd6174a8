import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOfHex, hexOf } from './hex.ts';

test('bytes as hex digits are what Node says, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(hexOf(bytes)).toBe(Buffer.from(bytes).toString('hex'));
      expect(bytesOfHex(hexOf(bytes).toUpperCase())).toEqual(new Uint8Array(bytes));
    }),
  );
});
