/** The networks of the zoo compute on WebGPU what Keras computes. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { climbDown } from '../backend/ladder.ts';
import { type FeatureGolden, featureErrors } from './testing/golden-features.ts';

const goldens = import.meta.glob<FeatureGolden>('../../zoo/goldens/*.json', { import: 'default' });

const messages: string[] = [];

beforeAll(async () => {
  const { report } = await climbDown('webgpu', {
    lost: (reason) => messages.push(reason),
    failed: (message) => messages.push(message),
  });
  expect(report.name).toBe('webgpu');
});

test.for(['VGG16', 'VGG19', 'MobileNet', 'ResNet50', 'ResNet50V2', 'EfficientNetB0'])(
  'the features of %s are Keras’s within a thousandth',
  async (name) => {
    const before = tf.memory().numTensors;
    const golden = await goldens[`../../zoo/goldens/${name}.json`]!();
    for (const [layer, error] of Object.entries(await featureErrors(name, golden, { isFolded: true })))
      expect(error, layer).toBeLessThan(1e-3);
    expect(messages).toEqual([]);
    expect(tf.memory().numTensors).toBe(before);
  },
);
