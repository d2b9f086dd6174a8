import fc from 'fast-check';
import { expect, test } from 'vitest';
import { metricSeries } from './metric-series.ts';

const batch = (step: number, loss: number) => ({ step, loss, accuracy: 0.5 });

test('an epoch’s values stand at its last step, beside that step’s batch', () => {
  const series = metricSeries(
    'loss',
    [batch(0, 3), batch(1, 2)],
    [
      {
        epoch: 0,
        step: 1,
        training: { loss: 2.5, accuracy: 0.1 },
        validation: { loss: 1.5, accuracy: 0.2 },
        learningRate: 0.1,
      },
    ],
  );
  expect(series).toEqual({ steps: [1, 2], batch: [3, 2], training: [null, 2.5], validation: [null, 1.5] });
});

test('a loss that is not finite leaves a gap', () => {
  expect(metricSeries('loss', [batch(0, 1), batch(1, Number.NaN)], []).steps).toEqual([1]);
});

test('thinning keeps the order, the bounds and the mean', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 1, max: 50 }),
      (losses, maxPoints) => {
        const { steps, batch: values } = metricSeries(
          'loss',
          losses.map((loss, index) => batch(index, loss)),
          [],
          maxPoints,
        );
        expect(steps.length).toBeLessThanOrEqual(maxPoints);
        expect(steps.at(-1)).toBe(losses.length);
        expect(steps).toEqual([...steps].sort((a, b) => a - b));
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(Math.min(...losses) - 1e-9);
          expect(value).toBeLessThanOrEqual(Math.max(...losses) + 1e-9);
        }
      },
    ),
  );
});
