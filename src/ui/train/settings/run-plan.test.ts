import { expect, test } from 'vitest';
import { planRun } from './run-plan.ts';

const lecture = { validationSplit: 0.2, sampleLimit: null, batchSize: 50, epochs: 10 };

test('the lecture’s settings on 10,000 digits give 160 steps an epoch', () => {
  expect(planRun(10_000, lecture)).toEqual({
    trainingSamples: 8000,
    validationSamples: 2000,
    stepsPerEpoch: 160,
    steps: 1600,
  });
});

test('a smaller last batch is a step too', () => {
  expect(planRun(10_000, { ...lecture, sampleLimit: 1001, validationSplit: 0 })).toMatchObject({
    trainingSamples: 1001,
    validationSamples: 0,
    stepsPerEpoch: 21,
  });
});
