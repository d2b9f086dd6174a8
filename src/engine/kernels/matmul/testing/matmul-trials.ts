/** Random matrix products, and what is expected of one. */
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { present } from '#base/assert.ts';
import { expectClose } from '../../testing/expect-close.ts';
import { randomValues } from '../../testing/random-values.ts';
import type { Trial } from '../../testing/values-of-trials.ts';
import { asTensor } from '../../testing/webgpu-backend.ts';
import { matMulReference } from '../matmul.reference.ts';
import type { MatMulArguments } from '../matmul-sizes.ts';

export function matMulCases(dimension: fc.Arbitrary<number>) {
  return fc.record({
    rows: dimension,
    inner: dimension,
    columns: dimension,
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    batchA: fc.constantFrom(1, 3),
    batchB: fc.constantFrom(1, 3),
    seed: fc.nat(),
  });
}

type MatMulCase = ReturnType<typeof matMulCases> extends fc.Arbitrary<infer Case> ? Case : never;

export function matMulTrial(
  p: MatMulCase,
  run: (call: MatMulArguments) => tf.TensorInfo | undefined,
  tolerance?: number,
): Trial {
  const a = randomValues(p.batchA * p.rows * p.inner, p.seed);
  const b = randomValues(p.batchB * p.inner * p.columns, p.seed + 1);
  const aShape = [p.batchA, ...(p.transposeA ? [p.inner, p.rows] : [p.rows, p.inner])];
  const bShape = [p.batchB, ...(p.transposeB ? [p.columns, p.inner] : [p.inner, p.columns])];
  const expected = Array.from({ length: Math.max(p.batchA, p.batchB) }, (_, m) => {
    const slice = (values: Float32Array, count: number, batch: number) =>
      batch === 1 ? values : values.subarray(m * count, (m + 1) * count);
    return [...matMulReference(p, slice(a, p.rows * p.inner, p.batchA), slice(b, p.inner * p.columns, p.batchB))];
  });
  return {
    run: () => asTensor(present(run({ ...p, a: tf.tensor(a, aShape), b: tf.tensor(b, bShape) }), 'It is not covered')),
    check: ([actual = []]) => expectClose(actual, expected.flat(), tolerance),
  };
}
