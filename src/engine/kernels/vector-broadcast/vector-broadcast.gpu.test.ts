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

test('a tensor and a vector along its last axis combine element by element, in either order', async () => {
  const sizes = fc.record({
    rows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 12 }),
    rank: fc.integer({ min: 1, max: 3 }),
    vectorFirst: fc.boolean(),
    seed: fc.nat(),
  });
  await checkCases(backend, sizes, ({ rows, columns, rank, vectorFirst, seed }) => {
    const x = randomValues(rows * columns, seed);
    const v = randomValues(columns, seed + 1);
    const vectorShape = [...Array<number>(rank - 1).fill(1), columns];
    const run = () => {
      const pair = [tf.tensor(x, [1, rows, columns]), tf.tensor(v, vectorShape)] as const;
      const [a, b] = vectorFirst ? [pair[1], pair[0]] : pair;
      return [tf.add(a, b), tf.sub(a, b), tf.mul(a, b)];
    };
    const expected = (combine: (a: number, b: number) => number) =>
      Array.from(x, (value, i) => (vectorFirst ? combine(v[i % columns]!, value) : combine(value, v[i % columns]!)));
    const check = ([sum, difference, product]: readonly Float32Array[]) => {
      expectClose(
        sum!,
        expected((a, b) => a + b),
      );
      expectClose(
        difference!,
        expected((a, b) => a - b),
      );
      expectClose(
        product!,
        expected((a, b) => a * b),
      );
    };
    return { run, check };
  });
});
