import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { checkCases } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { batchNormalizationReference } from './batch-normalization.reference.ts';
import { trainableBatchNormalization } from './batch-normalization.ts';
import { movingAverage } from './moving-average.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const epsilon = 1e-3;

test('value, moments and all gradients equal their reference, also where the mean dwarfs the spread', async () => {
  const batch = fc.record({
    rows: fc.integer({ min: 1, max: 70 }),
    channels: fc.integer({ min: 1, max: 9 }),
    mean: fc.constantFrom(0, -3, 300),
    seed: fc.nat(),
  });
  await checkCases(backend, batch, ({ rows, channels, mean, seed }) => {
    const x = randomValues(2 * rows * channels, seed).map((value) => value + mean);
    const gamma = randomValues(channels, seed + 1);
    const beta = randomValues(channels, seed + 2);
    const dy = randomValues(x.length, seed + 3);
    const shape: [number, number, number] = [2, rows, channels];
    const runAll = () => {
      const inputs = [tf.tensor3d(x, shape), tf.tensor1d(gamma), tf.tensor1d(beta)];
      const run = (a?: tf.Tensor, g?: tf.Tensor, b?: tf.Tensor) =>
        trainableBatchNormalization(a!, g as tf.Tensor1D, b as tf.Tensor1D, epsilon);
      const output = run(...inputs);
      const gradients = tf.grads((a, g, b) => run(a, g, b).value)(inputs, tf.tensor3d(dy, shape));
      return [output.value, output.moments, ...gradients];
    };
    const check = ([value, moments, dx, dGamma, dBeta]: readonly Float32Array[]) => {
      const expected = batchNormalizationReference(channels, x, gamma, beta, dy, epsilon);
      // Around 300 a float32 x itself is only known to 1.5e-5.
      const tolerance = mean === 300 ? 2e-3 : 5e-5;
      expectClose(moments!, [...expected.mean, ...expected.variance], tolerance);
      expectClose(value!, expected.value, tolerance);
      expectClose(dx!, expected.dx, tolerance);
      expectClose(dGamma!, expected.dGamma, tolerance);
      expectClose(dBeta!, expected.dBeta, tolerance);
    };
    return { run: runAll, check };
  });
});

test('without gamma or beta it only normalises, and gradients still flow', async () => {
  const x = randomValues(24, 1);
  const dy = randomValues(24, 2);
  const ones = [1, 1, 1, 1];
  const zeros = [0, 0, 0, 0];
  const expected = batchNormalizationReference(4, x, ones, zeros, dy, epsilon);
  const [value, dx, dBeta] = await valuesOf(backend, () => {
    const input = tf.tensor2d(x, [6, 4]);
    const upstream = tf.tensor2d(dy, [6, 4]);
    const plain = (a: tf.Tensor) => trainableBatchNormalization(a, undefined, undefined, epsilon).value;
    const centred = (b: tf.Tensor) => trainableBatchNormalization(input, undefined, b as tf.Tensor1D, epsilon).value;
    return [plain(input), tf.grad(plain)(input, upstream), tf.grad(centred)(tf.tensor1d(zeros), upstream)];
  });
  expectClose(value!, expected.value, 5e-5);
  expectClose(dx!, expected.dx, 5e-5);
  expectClose(dBeta!, expected.dBeta, 5e-5);
});

test('a moving average goes the momentum’s share towards the batch’s mean or variance', async () => {
  const cases = fc.record({
    channels: fc.integer({ min: 1, max: 70 }),
    row: fc.constantFrom(0 as const, 1 as const),
    momentum: fc.double({ min: 0, max: 1, noNaN: true }),
    seed: fc.nat(),
  });
  await checkCases(backend, cases, ({ channels, row, momentum, seed }) => {
    const moving = randomValues(channels, seed);
    const moments = randomValues(2 * channels, seed + 1);
    return {
      run: () => movingAverage(tf.tensor1d(moving), tf.tensor2d(moments, [2, channels]), { row, momentum }),
      check: ([actual]) =>
        expectClose(
          actual!,
          Array.from(moving, (value, i) => value * momentum + moments[row * channels + i]! * (1 - momentum)),
        ),
    };
  });
});
