import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balancedClassWeights } from './class-weights.ts';

test('every class that has samples counts as much as any other, and the samples count one in the mean', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 1 }), (labels) => {
      const weights = balancedClassWeights(labels, 5);
      const byClass = weights.map((weight, label) => weight * labels.filter((each) => each === label).length);
      const present = byClass.filter((share) => share > 0);
      for (const share of present) expect(share).toBeCloseTo(labels.length / present.length, 9);
    }),
  );
  expect(balancedClassWeights([0, 0, 0, 1], 3)).toEqual([2 / 3, 2, 1]);
});
