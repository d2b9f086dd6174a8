import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DisjointSets } from './disjoint-sets.ts';

test('after any merges, members have the same root exactly if they are joined, and sizes count them', () => {
  const count = 12;
  const member = fc.integer({ min: 0, max: count - 1 });
  fc.assert(
    fc.property(fc.array(fc.tuple(member, member), { maxLength: 20 }), (merges) => {
      const sets = new DisjointSets(count);
      const groups = Array.from({ length: count }, (_, index) => index);
      for (const [a, b] of merges) {
        const [rootA, rootB] = [sets.find(a), sets.find(b)];
        if (rootA !== rootB) expect([rootA, rootB]).toContain(sets.join(rootA, rootB));
        const [from, to] = [groups[b], groups[a]!];
        groups.forEach((group, index) => {
          if (group === from) groups[index] = to;
        });
      }
      for (let a = 0; a < count; a++) {
        expect(sets.sizeOf(sets.find(a))).toBe(groups.filter((group) => group === groups[a]).length);
        for (let b = 0; b < count; b++) expect(sets.find(a) === sets.find(b)).toBe(groups[a] === groups[b]);
      }
    }),
  );
});
