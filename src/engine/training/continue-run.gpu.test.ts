import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { climbDown } from '../backend/ladder.ts';
import { StreamedSamples } from './streamed-samples.ts';
import { brokenRunSettings, expectSameCurve, recordRun } from './testing/broken-run.ts';
import { augmentedHalvesGraph, halves } from './testing/halves.ts';

test.each([
  ['', {}],
  [
    ' with augmentation and pictures uploaded a batch at a time',
    { graph: augmentedHalvesGraph, samples: () => new StreamedSamples(halves) },
  ],
])(
  'on WebGPU a run%s goes on from a capture as if it had not been broken off',
  async (_, parts) => {
    const backend = await climbDown('webgpu', { lost: () => undefined, failed: (message) => expect.fail(message) });
    expect(backend.report.name).toBe('webgpu');
    const settings = { ...brokenRunSettings, epochs: 2 };
    const whole = await recordRun(backend, settings, (chance) => chance === 6 || chance === 13, null, parts);
    expect(whole.states).toHaveLength(2);
    const tensors = tf.memory().numTensors;
    for (const state of whole.states) {
      expectSameCurve(await recordRun(backend, settings, () => false, state, parts), whole);
    }
    expect(tf.memory().numTensors).toBe(tensors);
  },
  240_000,
);
