import { expect, test } from 'vitest';
import { learningRateAt } from './learning-rate.ts';

const at = (step: number) => ({ step, stepsPerEpoch: 10, epochs: 4 });

test('constant stays', () => {
  expect([0, 39].map((step) => learningRateAt({ name: 'constant' }, 0.1, at(step)))).toEqual([0.1, 0.1]);
});

test('step falls by its factor after every so many epochs', () => {
  const schedule = { name: 'step', everyEpochs: 2, factor: 0.5 } as const;
  expect([0, 19, 20, 39].map((step) => learningRateAt(schedule, 0.1, at(step)))).toEqual([0.1, 0.1, 0.05, 0.05]);
});

test('cosine falls along half a cosine to its share', () => {
  const schedule = { name: 'cosine', alpha: 0.2 } as const;
  const rates = [0, 20, 40].map((step) => learningRateAt(schedule, 0.1, at(step)));
  for (const [index, rate] of [0.1, 0.06, 0.02].entries()) expect(rates[index]).toBeCloseTo(rate, 10);
});

test('exponential falls by its rate over each epoch, smoothly', () => {
  const schedule = { name: 'exponential', decayRate: 0.9 } as const;
  expect(learningRateAt(schedule, 0.1, at(10))).toBeCloseTo(0.09, 10);
  expect(learningRateAt(schedule, 0.1, at(5))).toBeCloseTo(0.1 * Math.sqrt(0.9), 10);
});
