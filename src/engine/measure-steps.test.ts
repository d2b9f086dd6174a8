import { expect, test } from 'vitest';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { measureSteps } from './measure-steps.ts';
import { chain } from './testing/chain.ts';

test('measures steps and finds that none of them leaves a tensor behind', async () => {
  const measured = await measureSteps({
    graph: chain(
      { type: 'Input', config: { shape: [2, 2, 1] } },
      { type: 'Flatten' },
      { type: 'Dense', config: { units: 3, activation: 'softmax' } },
    ),
    settings: { ...defaultTrainingSettings, batchSize: 4 },
    pictures: {
      height: 2,
      width: 2,
      channels: 1,
      count: 12,
      pixels: Uint8Array.from({ length: 48 }, (_, index) => index),
      labels: Uint8Array.from({ length: 12 }, (_, index) => index % 3),
      classNames: ['a', 'b', 'c'],
      isLightOnDark: false,
    },
    backend: 'cpu',
    steps: 5,
  });
  expect(measured.backend.name).toBe('cpu');
  expect(measured.millisecondsPerStep).toBeGreaterThan(0);
  expect(measured.imagesPerSecond).toBeCloseTo(4000 / measured.millisecondsPerStep);
  expect(measured.tensorsPerStep).toBeGreaterThan(10);
  expect(measured.tensorsLeaked).toBe(0);
});
