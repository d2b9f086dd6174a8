import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { sum } from '#base/math.ts';
import { checkCases } from '../testing/check-cases.ts';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { softmaxCrossEntropyReference } from './softmax-cross-entropy.reference.ts';
import { softmaxCrossEntropy } from './softmax-cross-entropy.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

test('loss and gradient equal their reference, with class numbers and with probabilities', async () => {
  const sample = fc.record({
    batch: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(64, 65, 200)),
    classes: fc.integer({ min: 2, max: 12 }),
    // Logits of hundreds would overflow exp() without the shift.
    scale: fc.constantFrom(1, 10, 500),
    seed: fc.nat(),
  });
  await checkCases(backend, sample, ({ batch, classes, scale, seed }) => {
    const logits = randomValues(batch * classes, seed).map((value) => value * scale);
    const dy = 0.7;
    const probabilities = randomValues(batch * classes, seed + 2).map((value) => (value + 1) / classes);
    const numbers = Array.from({ length: batch }, (_, i) => (seed + i) % classes);
    const oneHot = numbers.flatMap((number) => Array.from({ length: classes }, (_, c) => Number(c === number)));
    const run = () => {
      const z = tf.tensor2d(logits, [batch, classes]);
      const dyTensor = tf.scalar(dy);
      return [tf.tensor2d(probabilities, [batch, classes]), tf.tensor1d(numbers, 'int32')].flatMap((labels) => {
        const loss = (t: tf.Tensor) => softmaxCrossEntropy(t as tf.Tensor2D, labels as tf.Tensor2D);
        return [loss(z), tf.grad(loss)(z, dyTensor)];
      });
    };
    const check = (actual: readonly Float32Array[]) => {
      for (const [place, labels] of [probabilities, oneHot].entries()) {
        const shares = Array.from({ length: batch }, () => dy / batch);
        const { losses, gradient } = softmaxCrossEntropyReference(classes, logits, labels, shares);
        expectClose(actual[2 * place]!, [sum(losses) / batch]);
        expectClose(actual[2 * place + 1]!, gradient);
      }
    };
    return { run, check };
  });
});

test('the gradient agrees with finite differences of the loss', async () => {
  const logits = [0.3, -1.2, 0.8, 0.1, 0.9, -0.4];
  const step = 1e-2;
  const lossAt = (values: readonly number[]) =>
    valuesOf(backend, () => softmaxCrossEntropy(tf.tensor2d([...values], [2, 3]), tf.tensor1d([2, 0], 'int32')));
  const [gradient] = await valuesOf(backend, () =>
    tf.grad((z) => softmaxCrossEntropy(z as tf.Tensor2D, tf.tensor1d([2, 0], 'int32')))(tf.tensor2d(logits, [2, 3])),
  );
  for (const index of logits.keys()) {
    const [above] = await lossAt(logits.map((value, i) => value + (i === index ? step : 0)));
    const [below] = await lossAt(logits.map((value, i) => value - (i === index ? step : 0)));
    expect((above![0]! - below![0]!) / (2 * step)).toBeCloseTo(gradient![index]!, 3);
  }
});
