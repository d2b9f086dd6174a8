import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochTicks } from './epoch-ticks.ts';

test('every epoch has its tick where there is room', () => {
  expect(epochTicks(160, 500, 10)).toEqual([160, 320, 480]);
});

test('many epochs are marked at round distances', () => {
  expect(epochTicks(10, 1000, 10)).toEqual([100, 200, 300, 400, 500, 600, 700, 800, 900, 1000]);
  expect(epochTicks(10, 1000, 9)).toEqual([200, 400, 600, 800, 1000]);
});

test('there are never more ticks than there is room for, and all are ends of epochs', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.integer({ min: 0, max: 1_000_000 }),
      fc.integer({ min: 1, max: 20 }),
      (stepsPerEpoch, lastStep, most) => {
        const ticks = epochTicks(stepsPerEpoch, lastStep, most);
        expect(ticks.length).toBeLessThanOrEqual(most);
        for (const tick of ticks) {
          expect(tick % stepsPerEpoch).toBe(0);
          expect(tick).toBeLessThanOrEqual(lastStep);
        }
      },
    ),
  );
});
