import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, test } from 'vitest';
import { productForms } from '#protocol/kernels.ts';
import { subgroupLanes } from '../subgroup-lanes.ts';
import { largeProgramCases } from '../testing/case-count.ts';
import { checkCases, mostly } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { formCases } from '../testing/form-cases.ts';
import { missingFor } from '../testing/missing-for.ts';
import { randomValues } from '../testing/random-values.ts';
import { toleranceOf } from '../testing/tolerance-of.ts';
import { asTensor, openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { matMulReference } from './matmul.reference.ts';
import { runMatMul } from './matmul.ts';
import { runMatMulForm } from './matmul-forms.ts';
import { matMulCases, matMulTrial } from './testing/matmul-trials.ts';

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
    const dimension = form === 'registers' ? dimensions.registers : dimensions.others;
    await checkCases(
      backend,
      matMulCases(dimension),
      (drawn) =>
        form === 'registers'
          ? // Each invocation for itself, and handing on what they share where the adapter can.
            matMulTrial(drawn, (call) => runMatMul(backend, call, drawn.seed % 2 === 0 ? 1 : subgroupLanes(backend)))
          : matMulTrial(drawn, (call) => runMatMulForm(backend, form, call), toleranceOf(form, drawn.inner)),
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
