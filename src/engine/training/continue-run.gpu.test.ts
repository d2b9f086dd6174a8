import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { climbDown } from '../backend/ladder.ts';
import { brokenRunSettings, expectSameCurve, recordRun } from './testing/broken-run.ts';

test('on WebGPU a run goes on from a capture as if it had not been broken off', async () => {
  const backend = await climbDown('webgpu', { lost: () => undefined, failed: (message) => expect.fail(message) });
  expect(backend.report.name).toBe('webgpu');
  const settings = { ...brokenRunSettings, epochs: 2 };
  const whole = await recordRun(backend, settings, (chance) => chance === 6 || chance === 13);
  expect(whole.states).toHaveLength(2);
  const tensors = tf.memory().numTensors;
  for (const state of whole.states) {
    expectSameCurve(await recordRun(backend, settings, () => false, state), whole);
  }
  expect(tf.memory().numTensors).toBe(tensors);
}, 240_000);
