/** The networks of the zoo compute what Keras computes, on the processor. The rest of them runs on WebGPU, where it is faster. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { standOnCpu } from '../testing/on-cpu.ts';
import { type FeatureGolden, featureErrors } from './testing/golden-features.ts';

const goldens = import.meta.glob<FeatureGolden>('../../zoo/goldens/*.json', { import: 'default' });

beforeAll(async () => {
  await standOnCpu();
});

test.each(['MobileNet', 'MobileNetV2', 'MobileNetV3Small', 'NASNetMobile', 'DenseNet121', 'InceptionV3', 'Xception'])(
  'the features of %s are Keras’s within a thousandth',
  async (name) => {
    const golden = await goldens[`../../zoo/goldens/${name}.json`]!();
    for (const [layer, error] of Object.entries(await featureErrors(name, golden, { isFolded: false })))
      expect(error, layer).toBeLessThan(1e-3);
    expect(tf.memory().numTensors).toBe(0);
  },
);
