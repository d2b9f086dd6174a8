import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { productForms } from '#protocol/kernels.ts';
import { largeProgramCases } from '../testing/case-count.ts';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { missingFor } from '../testing/missing-for.ts';
import { formCases, toleranceOf } from '../testing/product-forms.ts';
import { randomValues } from '../testing/random-values.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { matMulReference } from './matmul.reference.ts';
import { runMatMul } from './matmul.ts';
import { runMatMulForm } from './matmul-forms.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const small = fc.integer({ min: 1, max: 20 });
const dimensions = {
  registers: mostly(small, fc.constantFrom(32, 33, 130, 256)),
  others: mostly(small, fc.constantFrom(32, 33, 65, 140)),
};

test.for(['registers' as const, ...productForms])(
  'the product (%s) equals its reference for every pair of transposes and sizes that divide nothing',
  async (form, { skip }) => {
    const missing = form === 'registers' ? null : missingFor(backend, form);
    skip(missing !== null, missing ?? '');
    const run: typeof runMatMul = (on, call) =>
      form === 'registers' ? runMatMul(on, call) : runMatMulForm(on, form, call);
    const dimension = form === 'registers' ? dimensions.registers : dimensions.others;
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
          check: ([actual]) =>
            expectClose(actual!, expected.flat(), form === 'registers' ? undefined : toleranceOf(form, p.inner)),
        };
      },
      form === 'registers' ? largeProgramCases : formCases(form),
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
    const forms = productForms.filter((form) => missingFor(backend, form) === null);
    const [fused, da, db, ...inForms] = await valuesOf(backend, () => {
      const at = tf.tensor2d(a, [rows, inner]);
      const bt = tf.tensor2d(b, [inner, columns]);
      const activation = 'relu';
      const gradients = tf.grads((x, y) => tf.matMul(x!, y!))([at, bt], tf.tensor2d(dy, [rows, columns]));
      const call = { a: at, b: bt, bias: tf.tensor1d(bias), activation } as const;
      return [
        tf.fused.matMul(call),
        ...gradients,
        ...forms.map((form) => asTensor(runMatMulForm(backend, form, { ...call, ...plain })!)),
      ];
    });
    const sums = matMulReference({ rows, inner, columns, ...plain }, a, b);
    const activated = sums.map((sum, i) => Math.max(0, sum + bias[i % columns]!));
    expectClose(fused!, activated);
    for (const [index, form] of forms.entries()) expectClose(inForms[index]!, activated, toleranceOf(form, inner));
    const toA = { rows, inner: columns, columns: inner, transposeA: false, transposeB: true };
    const toB = { rows: inner, inner: rows, columns, transposeA: true, transposeB: false };
    expectClose(da!, matMulReference(toA, dy, b));
    expectClose(db!, matMulReference(toB, a, dy));
  }
});
