import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HashIndex, isHashAt } from './hash-index.ts';

test('finds what a map of texts finds, however alike the hashes are and however many', () => {
  // Few different bytes, so that beginnings collide and hashes repeat.
  const hash = fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }).map((bytes) => Uint8Array.from(bytes));
  fc.assert(
    fc.property(fc.array(hash, { maxLength: 3000, size: 'max' }), fc.array(hash), (added, asked) => {
      const column = Uint8Array.from(added.flatMap((each) => [...each]));
      const index = new HashIndex((row, own) => isHashAt(column, row, own));
      const known = new Map<string, number>();
      for (const [row, each] of added.entries()) {
        expect(index.find(each)).toBe(known.get(each.join()));
        if (known.has(each.join())) continue;
        index.add(each, row);
        known.set(each.join(), row);
      }
      for (const each of [...added, ...asked]) expect(index.find(each)).toBe(known.get(each.join()));
    }),
    { numRuns: 20 },
  );
});
