import { expect, test } from 'vitest';
import type { StepProfile } from '#protocol/profile.ts';
import { layerMilliseconds, profileStep } from './profile.ts';
import { fakeEngine } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const nothing = { dispatches: 1, flops: 0, bytes: 0 };
const profile: StepProfile = {
  rows: [
    { layer: 'conv2d_1', part: 'forward', milliseconds: 2, ...nothing },
    { layer: 'conv2d_1', part: 'backward', milliseconds: 5, ...nothing },
    { layer: null, part: 'update', milliseconds: 1, ...nothing },
  ],
  batchSize: 50,
  clock: 'gpu',
  peak: { flopsPerSecond: 1e12, bytesPerSecond: 1e11 },
};

test('a profile is kept with the network that it measured', async () => {
  const stride = testStride({ engine: fakeEngine({ profile: { step: async () => profile } }) });
  await profileStep(stride);
  const { graph } = stride.project.getProject();
  expect(stride.profiling.getState()).toEqual({ isRunning: false, profile, graph, fault: null, showsHeat: true });
  expect([...layerMilliseconds(profile)]).toEqual([['conv2d_1', 7]]);
});

test('what went wrong is said, and the last profile stays', async () => {
  let isBroken = false;
  const fault = { code: 'already-training', message: 'A network is being trained already.', remedy: 'Stop it first.' };
  const step = () => (isBroken ? Promise.reject(fault) : Promise.resolve(profile));
  const stride = testStride({ engine: fakeEngine({ profile: { step } }) });
  await profileStep(stride);
  isBroken = true;
  await profileStep(stride);
  expect(stride.profiling.getState()).toMatchObject({ isRunning: false, profile, fault });
});
