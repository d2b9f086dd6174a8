import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import type { Occasion } from '#data/augmentation/draw.ts';
import { planPasses } from '#data/augmentation/plan-passes.ts';
import { runPasses } from '../../augmentation/run-passes.ts';
import { gatherPixels, uploadPixels } from '../../training/device-pixels.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { gatherBytes } from './packed-pixels.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const sampling = { interpolation: 'bilinear', fillMode: 'constant', fillValue: 7 } as const;
const layers: readonly AugmentationLayer[] = [
  { name: 'contrast', type: 'RandomContrast', config: { factor: [0.4, 0.4], valueRange: [0, 255] } },
  { name: 'turn', type: 'RandomRotation', config: { factor: [-0.2, 0.2], ...sampling } },
  { name: 'scale', type: 'Rescaling', config: { scale: 1 / 255, offset: 0 } },
];
const flip: readonly AugmentationLayer[] = [{ name: 'flip', type: 'RandomFlip', config: { mode: 'horizontal' } }];

/** 15 and 36 bytes a picture: one that ends in the middle of a word, one that fills nine. */
describe.each([
  [5, 3, 1],
  [4, 3, 3],
] as const)('pictures of %i × %i × %i', (height, width, channels) => {
  const count = 11;
  const size = height * width * channels;
  // Begins in the middle of a word, as a file's content behind its header does.
  const bytes = Uint8Array.from({ length: 1 + count * size }, (_, at) => (at * 151) % 256).subarray(1);
  const rows = Uint32Array.of(10, 0, 3, 3, 7);
  const occasions = Array.from(rows, (sample): Occasion => ({ seed: 5, epoch: 2, sample }));
  const packed = () => uploadPixels(bytes, [count, height, width, channels]);
  const float = () => tf.tensor4d(Float32Array.from(bytes), [count, height, width, channels]);

  test('take a quarter of float32, and give the same bytes back', async () => {
    const pixels = packed();
    if (!('words' in pixels)) throw new Error('Our kernels serve, so the pixels are packed.');
    expect(pixels.words.size).toBe(Math.ceil(bytes.length / 4));
    const [gathered] = await valuesOf(backend, () => gatherBytes(pixels, rows));
    expect([...gathered!]).toEqual([...rows].flatMap((row) => [...bytes.subarray(row * size, (row + 1) * size)]));
    pixels.words.dispose();
  });
  test.each([
    ['moved and recoloured', layers],
    ['flipped', flip],
    ['left alone', []],
  ])('%s, are what they are as float32', async (_, chosen) => {
    const passes = planPasses(chosen, { height, width });
    const before = tf.memory().numTensors;
    const [one, other] = await valuesOf(backend, () => [
      runPasses(passes, packed(), occasions, rows),
      runPasses(passes, float(), occasions, rows),
    ]);
    expect(one).toEqual(other);
    expect(tf.memory().numTensors).toBe(before);
  });
  test('gather alike', async () => {
    const [one, other] = await valuesOf(backend, () => [gatherPixels(packed(), rows), gatherPixels(float(), rows)]);
    expect(one).toEqual(other);
  });
});
