import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues, tiedValues } from '../testing/random-values.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';
import { maxPoolGradReference } from './max-pool-grad.reference.ts';
import { poolGeometry } from './max-pool-grad.ts';
import type { PoolGeometry } from './max-pool-grad.wgsl.ts';
import { poolReference } from './pool.reference.ts';

interface PoolCase {
  readonly batch: number;
  readonly inShape: [number, number, number, number];
  readonly filterSize: [number, number];
  readonly strides: [number, number];
  readonly pad: 'same' | 'valid';
  readonly geometry: PoolGeometry;
  readonly seed: number;
}

const pair = (max: number) => fc.tuple(fc.integer({ min: 1, max }), fc.integer({ min: 1, max }));

const poolCase: fc.Arbitrary<PoolCase> = fc
  .record({
    batch: fc.integer({ min: 1, max: 3 }),
    size: mostly(pair(7), pair(9)),
    filterSize: mostly(pair(3), pair(4)),
    strides: mostly(pair(3), pair(4)),
    channels: fc.constantFrom(1, 3, 4, 5, 8),
    pad: fc.constantFrom('same' as const, 'valid' as const),
    seed: fc.nat(),
  })
  .map(({ batch, size, channels, filterSize, strides, pad, seed }) => {
    const inShape: PoolCase['inShape'] = [batch, size[0], size[1], channels];
    const info = tf.backend_util.computePool2DInfo(inShape, filterSize, strides, 1, pad);
    return { batch, inShape, filterSize, strides, pad, geometry: poolGeometry(info), seed };
  })
  .filter(({ geometry }) => geometry.outHeight > 0 && geometry.outWidth > 0);

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test('the gradient goes to the first maximum of each window, with ties, overlaps and uncovered borders', async () => {
  await checkCases(backend, poolCase, ({ batch, inShape, filterSize, strides, pad, geometry, seed }) => {
    const x = tiedValues(tf.util.sizeFromShape(inShape), seed);
    const dyShape: [number, number, number, number] = [batch, geometry.outHeight, geometry.outWidth, inShape[3]];
    const dy = randomValues(tf.util.sizeFromShape(dyShape), seed + 1);
    const pooled = (input: tf.Tensor) => tf.maxPool(input as tf.Tensor4D, filterSize, strides, pad);
    return {
      run: () => tf.grad(pooled)(tf.tensor4d(x, inShape), tf.tensor4d(dy, dyShape)),
      check: ([actual]) => expectClose(actual!, maxPoolGradReference(geometry, batch, x, dy)),
    };
  });
});

test('pooling and its gradient by averages leave padding out, and agree with the definition', async () => {
  await checkCases(backend, poolCase, ({ batch, inShape, filterSize, strides, pad, geometry, seed }) => {
    const x = randomValues(tf.util.sizeFromShape(inShape), seed);
    const dyShape: [number, number, number, number] = [batch, geometry.outHeight, geometry.outWidth, inShape[3]];
    const dy = randomValues(tf.util.sizeFromShape(dyShape), seed + 1);
    const run = () => {
      const input = tf.tensor4d(x, inShape);
      const average = (t: tf.Tensor) => tf.avgPool(t as tf.Tensor4D, filterSize, strides, pad);
      return [
        tf.maxPool(input, filterSize, strides, pad),
        average(input),
        tf.grad(average)(input, tf.tensor4d(dy, dyShape)),
      ];
    };
    const check = ([max, avg, dx]: readonly Float32Array[]) => {
      const expected = poolReference(geometry, batch, x, dy);
      expectClose(max!, expected.max);
      expectClose(avg!, expected.avg);
      expectClose(dx!, expected.avgGradient);
    };
    return { run, check };
  });
});
