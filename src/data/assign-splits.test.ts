import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignSplits } from './assign-splits.ts';

const share = fc.integer({ min: 0, max: 45 }).map((percent) => percent / 100);
const plan = fc.record({ validation: share, test: share, seed: fc.nat(), isStratified: fc.boolean() });
const classes = fc.array(fc.nat(4), { minLength: 1, maxLength: 200 });
const count = (values: Iterable<number>, wanted: number) => [...values].filter((value) => value === wanted).length;

test('every class, or the whole, is divided in the shares asked for and keeps something to train on', () => {
  fc.assert(
    fc.property(classes, plan, (labels, each) => {
      const splits = assignSplits(labels, each);
      const groups = each.isStratified
        ? [...new Set(labels)].map((group) => splits.filter((_, place) => labels[place] === group))
        : [splits];
      for (const group of groups) {
        expect(count(group, 0)).toBeGreaterThanOrEqual(1);
        expect(Math.abs(count(group, 1) - group.length * each.validation)).toBeLessThanOrEqual(1.5);
        expect(Math.abs(count(group, 2) - group.length * each.test)).toBeLessThanOrEqual(1);
      }
      expect(assignSplits(labels, each)).toEqual(splits);
    }),
  );
});

test('another seed holds back others', () => {
  const labels = new Array(200).fill(0);
  const settings = { validation: 0.3, test: 0.1, isStratified: true };
  expect(assignSplits(labels, { ...settings, seed: 1 })).not.toEqual(assignSplits(labels, { ...settings, seed: 2 }));
});
