import { expect, test } from 'vitest';
import type { StepProfile } from '#protocol/profile.ts';
import { layerRates } from './layer-rates.ts';

const profile: StepProfile = {
  rows: [
    { layer: 'dense_1', part: 'forward', milliseconds: 1, dispatches: 1, flops: 2e6, bytes: 4e6 },
    { layer: 'conv2d_1', part: 'forward', milliseconds: 2, dispatches: 1, flops: 3e9, bytes: 1e6 },
    { layer: 'conv2d_1', part: 'backward', milliseconds: 6, dispatches: 2, flops: 5e9, bytes: 1e6 },
    { layer: null, part: 'update', milliseconds: 1, dispatches: 3, flops: 0, bytes: 0 },
  ],
  batchSize: 8,
  clock: 'gpu',
  peak: { flopsPerSecond: 2e12, bytesPerSecond: 1e11 },
};

test('layers are gathered, the slowest first, with their rates and their roofs', () => {
  const [convolution, ...others] = layerRates(profile);
  expect(convolution).toMatchObject({ name: 'conv2d_1', milliseconds: 8, share: 0.8, isLayer: true });
  expect(convolution?.forward).toEqual({ milliseconds: 2, flopsPerSecond: 1.5e12 });
  expect(convolution?.backward.milliseconds).toBe(6);
  expect(convolution?.backward.flopsPerSecond).toBeCloseTo(5e9 / 0.006, -3);
  expect(convolution?.flopsPerSecond).toBeCloseTo(1e12, -3);
  // 4,000 operations a byte: the arithmetic is what bounds it; half of one: memory is.
  expect(convolution?.roof).toBe(2e12);
  const dense = others.find(({ name }) => name === 'dense_1');
  expect(dense?.roof).toBeCloseTo(0.5 * 1e11, -3);
  expect(others.map(({ name }) => name)).toContain('Optimizer');
  expect(layerRates({ ...profile, rows: [] })).toEqual([]);
});
