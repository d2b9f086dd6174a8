import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { registerCpuKernels } from './register-cpu-kernels.ts';

const size = fc.integer({ min: 1, max: 7 });
const small = fc.integer({ min: 1, max: 3 });
const window = fc.record({
  shape: fc.tuple(small, size, size, small),
  kernel: fc.tuple(small, small),
  outputs: small,
  strides: fc.tuple(small, small),
  pad: fc.constantFrom('valid' as const, 'same' as const),
});

function made(shape: readonly number[], seed: number, levels: number): tf.Tensor4D {
  const count = shape.reduce((total, axis) => total * axis, 1);
  // Few levels make ties and zeros common.
  const values = Float32Array.from({ length: count }, (_, index) => Math.floor(uniformAt(seed, index) * levels) - 1);
  return tf.tensor4d(values, shape as [number, number, number, number]);
}

/** Gradients of a convolution followed by a max pooling, in x and in the kernel. */
function gradients({
  shape,
  kernel,
  outputs,
  strides,
  pad,
}: typeof window extends fc.Arbitrary<infer T> ? T : never): number[] {
  return tf.tidy(() => {
    const x = made(shape, 1, 4);
    const w = made([...kernel, shape[3], outputs], 2, 3);
    const loss = (input: tf.Tensor, filter: tf.Tensor) => {
      const convolved = tf.conv2d(input as tf.Tensor4D, filter as tf.Tensor4D, strides, pad);
      const pooled = tf.maxPool(convolved, kernel, strides, 'same');
      return tf.sum(tf.mul(pooled, made(pooled.shape, 3, 5)));
    };
    return tf
      .grads(loss)([x, w])
      .flatMap((gradient) => [...gradient.dataSync()]);
  }) as unknown as number[];
}

test('gradients are those of tfjs’s own kernels', async () => {
  await tf.setBackend('cpu');
  const fits = window.filter(
    ({ shape, kernel, pad }) => pad === 'same' || (shape[1] >= kernel[0] && shape[2] >= kernel[1]),
  );
  const cases = fc.sample(fits, { numRuns: 150, seed: 3 });
  const expected = cases.map(gradients);
  registerCpuKernels();
  for (const [index, each] of cases.entries()) expect(gradients(each), JSON.stringify(each)).toEqual(expected[index]);
});
