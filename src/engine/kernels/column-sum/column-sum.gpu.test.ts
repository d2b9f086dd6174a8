import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { checkCases } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU } from '../testing/webgpu-backend.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test('a sum over any leading axes equals the sum in float64, with and without kept dimensions', async () => {
  const sizes = fc.record({
    rows: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(64, 333, 2000)),
    columns: fc.integer({ min: 4, max: 13 }),
    keepDims: fc.boolean(),
    seed: fc.nat(),
  });
  await checkCases(backend, sizes, ({ rows, columns, keepDims, seed }) => {
    const x = randomValues(2 * rows * columns, seed);
    const expected = new Float64Array(columns);
    x.forEach((value, i) => {
      expected[i % columns]! += value;
    });
    return {
      run: () => tf.sum(tf.tensor3d(x, [2, rows, columns]), [0, 1], keepDims),
      check: ([actual]) => expectClose(actual!, expected),
    };
  });
});
