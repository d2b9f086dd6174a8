import { expect, test } from 'vitest';
import { planRun } from './run-plan.ts';

const lecture = { validationSplit: 0.2, sampleLimit: null, batchSize: 50, epochs: 10 };

test('the lecture’s settings on 10,000 digits give 160 steps an epoch', () => {
  expect(planRun({ sampleCount: 10_000 }, lecture)).toEqual({
    trainingSamples: 8000,
    validationSamples: 2000,
    stepsPerEpoch: 160,
    steps: 1600,
  });
});

test('a smaller last batch is a step too', () => {
  expect(planRun({ sampleCount: 10_000 }, { ...lecture, sampleLimit: 1001, validationSplit: 0 })).toMatchObject({
    trainingSamples: 1001,
    validationSamples: 0,
    stepsPerEpoch: 21,
  });
});

test('a data set that holds samples back itself is divided as it says, its test samples left out', () => {
  const counted = { trainingSamples: 400, validationSamples: 150, stepsPerEpoch: 8 };
  expect(planRun({ sampleCount: 600, countBySplit: [400, 150, 50] }, lecture)).toMatchObject(counted);
  const testOnly = { trainingSamples: 440, validationSamples: 110 };
  expect(planRun({ sampleCount: 600, countBySplit: [550, 0, 50] }, lecture)).toMatchObject(testOnly);
});
