import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { largeProgramCases } from '../testing/case-count.ts';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { matMulReference } from './matmul.reference.ts';
import { runMatMul, runSharedMatMul } from './matmul.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const small = fc.integer({ min: 1, max: 20 });
const tiles = {
  registers: { run: runMatMul, dimension: mostly(small, fc.constantFrom(32, 33, 130, 256)), count: largeProgramCases },
  // Barriers are slow on software adapters, to compile and to run.
  'workgroup memory': {
    run: runSharedMatMul,
    dimension: mostly(small, fc.constantFrom(32, 33, 40)),
    count: Math.ceil(largeProgramCases / 5),
  },
};

test.for(Object.entries(tiles))(
  'the product by tiles in %s equals its reference for every pair of transposes and sizes that divide nothing',
  async ([, { run, dimension, count }]) => {
    const product = fc.record({
      rows: dimension,
      inner: dimension,
      columns: dimension,
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      batchA: fc.constantFrom(1, 3),
      batchB: fc.constantFrom(1, 3),
      seed: fc.nat(),
    });
    await checkCases(
      backend,
      product,
      (p) => {
        const a = randomValues(p.batchA * p.rows * p.inner, p.seed);
        const b = randomValues(p.batchB * p.inner * p.columns, p.seed + 1);
        const aShape: [number, number, number] = [
          p.batchA,
          ...(p.transposeA ? [p.inner, p.rows] : [p.rows, p.inner]),
        ] as never;
        const bShape: [number, number, number] = [
          p.batchB,
          ...(p.transposeB ? [p.columns, p.inner] : [p.inner, p.columns]),
        ] as never;
        const expected = Array.from({ length: Math.max(p.batchA, p.batchB) }, (_, m) => {
          const slice = (values: Float32Array, count: number, batch: number) =>
            batch === 1 ? values : values.subarray(m * count, (m + 1) * count);
          return [...matMulReference(p, slice(a, p.rows * p.inner, p.batchA), slice(b, p.inner * p.columns, p.batchB))];
        });
        return {
          run: () => asTensor(run(backend, { ...p, a: tf.tensor(a, aShape), b: tf.tensor(b, bShape) })!),
          check: ([actual]) => expectClose(actual!, expected.flat()),
        };
      },
      count,
    );
  },
);

test('tf.matMul, its gradients and the fused bias and activation agree with the reference', async () => {
  for (const [rows, inner, columns] of [
    [5, 12, 8],
    [7, 9, 10],
  ] as const) {
    const a = randomValues(rows * inner, 1);
    const b = randomValues(inner * columns, 2);
    const bias = randomValues(columns, 3);
    const dy = randomValues(rows * columns, 4);
    const plain = { transposeA: false, transposeB: false };
    const [fused, shared, da, db] = await valuesOf(backend, () => {
      const at = tf.tensor2d(a, [rows, inner]);
      const bt = tf.tensor2d(b, [inner, columns]);
      const activation = 'relu';
      const gradients = tf.grads((x, y) => tf.matMul(x!, y!))([at, bt], tf.tensor2d(dy, [rows, columns]));
      const call = { a: at, b: bt, bias: tf.tensor1d(bias), activation } as const;
      return [tf.fused.matMul(call), asTensor(runSharedMatMul(backend, { ...call, ...plain })!), ...gradients];
    });
    const sums = matMulReference({ rows, inner, columns, ...plain }, a, b);
    const activated = sums.map((sum, i) => Math.max(0, sum + bias[i % columns]!));
    expectClose(fused!, activated);
    expectClose(shared!, activated);
    const toA = { rows, inner: columns, columns: inner, transposeA: false, transposeB: true };
    const toB = { rows: inner, inner: rows, columns, transposeA: true, transposeB: false };
    expectClose(da!, matMulReference(toA, dy, b));
    expectClose(db!, matMulReference(toB, a, dy));
  }
});
