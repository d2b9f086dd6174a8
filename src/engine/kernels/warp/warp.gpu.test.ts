import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { augmentOnProcessor } from '#data/augmentation/augment.ts';
import type { AugmentationLayer, Range } from '#data/augmentation/augmentation-layer.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import { planPasses } from '#data/augmentation/plan-passes.ts';
import {
  distanceFrom,
  goldenAugmentations,
  goldenImage,
  goldenSide,
} from '#data/augmentation/testing/golden-augmentation.ts';
import { runPasses } from '../../augmentation/run-passes.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

describe.each(goldenAugmentations)('$told', (golden) => {
  test('gives Keras’s pixels on WebGPU', async () => {
    const passes = planPasses([golden.layer], { height: goldenSide, width: goldenSide });
    const [values] = await valuesOf(backend, () => {
      const image = tf.tensor4d(goldenImage, [1, goldenSide, goldenSide, 3]);
      return runPasses(passes, image, [{ seed: 1, epoch: 0, sample: 0 }], [0]);
    });
    const isNearest = 'interpolation' in golden.layer.config && golden.layer.config.interpolation === 'nearest';
    expect(distanceFrom(golden, values!)).toBeLessThan(isNearest ? 1e-4 : 0.255);
  });
});

const part = fc.double({ min: -0.4, max: 0.4, noNaN: true });
const range = fc.tuple(part, part).map(([a, b]): Range => [Math.min(a, b), Math.max(a, b)]);
const sampling = {
  interpolation: fc.constant<'bilinear'>('bilinear'),
  fillMode: fc.constantFrom<('reflect' | 'constant' | 'nearest')[]>('reflect', 'constant', 'nearest'),
  fillValue: fc.constantFrom(0, 30),
};
const layer: fc.Arbitrary<AugmentationLayer> = fc.oneof(
  fc.record({ factor: range, ...sampling }).map((config) => ({ name: 'a', type: 'RandomRotation', config }) as const),
  fc
    .record({ heightFactor: range, widthFactor: fc.option(range), ...sampling })
    .map((config) => ({ name: 'b', type: 'RandomZoom', config }) as const),
  fc.constant({ name: 'c', type: 'RandomFlip', config: { mode: 'horizontal' } } as const),
  fc.constant({ name: 'd', type: 'RandomCrop', config: { height: 5, width: 6 } } as const),
  fc.constant({ name: 'e', type: 'RandomContrast', config: { factor: [0.4, 0.4], valueRange: [0, 255] } } as const),
  fc.constant({ name: 'f', type: 'RandomBrightness', config: { factor: [-0.3, 0.3], valueRange: [0, 255] } } as const),
  fc.constant({ name: 'g', type: 'Rescaling', config: { scale: 1 / 255, offset: -0.5 } } as const),
);

test('any layers over any batch give what they give on the processor, and leave no tensor behind', async () => {
  const [height, width, channels, count] = [9, 11, 3, 4];
  const pixels = Float32Array.from({ length: count * height * width * channels }, (_, at) => 255 * uniformAt(3, at));
  const before = tf.memory().numTensors;
  await fc.assert(
    fc.asyncProperty(fc.array(layer, { maxLength: 5 }), fc.nat(), async (layers, seed) => {
      const passes = planPasses(layers, { height, width });
      const rows = [2, 0, 3];
      const occasions = rows.map((sample): Occasion => ({ seed, epoch: 1, sample }));
      const expected = augmentOnProcessor(passes, { height, width, channels, values: pixels }, occasions, rows);
      const [values] = await valuesOf(backend, () =>
        runPasses(passes, tf.tensor4d(pixels, [count, height, width, channels]), occasions, rows),
      );
      expect(values!.length).toBe(expected.length);
      const furthest = values!.reduce((most, value, at) => Math.max(most, Math.abs(value - expected[at]!)), 0);
      expect(furthest).toBeLessThan(0.05);
    }),
    { numRuns: 25 },
  );
  expect(tf.memory().numTensors).toBe(before);
});
