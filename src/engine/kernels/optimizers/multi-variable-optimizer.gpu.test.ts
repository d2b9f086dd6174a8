import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { beforeAll, expect, test } from 'vitest';
import { expectClose } from '../testing/expect-close.ts';
import { randomValues } from '../testing/random-values.ts';
import { openWebGPU, valuesOf } from '../testing/webgpu-backend.ts';
import { MultiVariableOptimizer } from './multi-variable-optimizer.ts';
import { trainReference } from './update-rules.reference.ts';
import type { UpdateRule } from './update-rules.ts';

let backend: WebGPUBackend;
beforeAll(async () => {
  backend = await openWebGPU();
});

const rules: Record<string, UpdateRule> = {
  'gradient descent': { kind: 'sgd', momentum: 0, nesterov: false },
  momentum: { kind: 'sgd', momentum: 0.9, nesterov: false },
  'Nesterov momentum': { kind: 'sgd', momentum: 0.9, nesterov: true },
  Adam: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 },
  AdamW: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.04 },
  RMSprop: { kind: 'rmsprop', rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false },
  'centered RMSprop with momentum': { kind: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-7, centered: true },
  Adagrad: { kind: 'adagrad', initialAccumulatorValue: 0.1, epsilon: 1e-7 },
};

// More variables than one dispatch can bind, with sizes on both sides of a workgroup's share.
const sizes = [1, 10, 255, 256, 257, 1100, 3, 64];
const steps = 3;
const learningRate = 0.05;

test.for(Object.entries(rules))('%s over many variables equals its reference', async ([, rule]) => {
  const starts = sizes.map((size, i) => randomValues(size, i));
  const gradients = Array.from({ length: steps }, (_, s) =>
    sizes.map((size, i) => randomValues(size, 100 * (s + 1) + i)),
  );
  const variables = starts.map((values) => tf.variable(tf.tensor1d(values)));
  const optimizer = new MultiVariableOptimizer(variables, rule);
  for (const step of gradients) {
    const tensors = step.map((values) => tf.tensor1d(values));
    optimizer.applyGradients(tensors, learningRate);
    tf.dispose(tensors);
  }
  const actual = await valuesOf(backend, () => variables.map((variable) => tf.clone(variable)));
  actual.forEach((values, i) => {
    const expected = starts[i]!.map((start, e) =>
      trainReference(
        rule,
        start,
        gradients.map((step) => step[i]![e]!),
        learningRate,
      ),
    );
    expectClose(values, expected, 1e-5);
  });
  expect(optimizer.step).toBe(steps);
  expect(optimizer.dispatches).toBeLessThanOrEqual(Math.ceil(sizes.length / 2));
  optimizer.dispose();
  tf.dispose(variables);
});

test('a snapshot of a variable keeps its values, and a read after a step sees the new ones', async () => {
  const variable = tf.variable(tf.tensor1d([1, 2, 3]));
  const optimizer = new MultiVariableOptimizer([variable], { kind: 'sgd', momentum: 0, nesterov: false });
  expect([...(await variable.data())]).toEqual([1, 2, 3]);
  const snapshot = variable.clone();
  const gradient = tf.tensor1d([1, 1, 1]);
  optimizer.applyGradients([gradient], 0.5);
  optimizer.applyGradients([gradient], 0.5);
  expect([...(await variable.data())]).toEqual([0, 1, 2]);
  expect([...(await snapshot.data())]).toEqual([1, 2, 3]);
  tf.dispose([snapshot, gradient, variable]);
  optimizer.dispose();
});

test('no tensor is left behind from step to step', async () => {
  const variable = tf.variable(tf.zeros([5]));
  const optimizer = new MultiVariableOptimizer([variable], rules.Adam!);
  const gradient = tf.ones([5]);
  const counts = [1, 2, 3].map(() => {
    optimizer.applyGradients([gradient], 0.1);
    return [tf.memory().numTensors, (tf.memory() as { numBytesInGPU?: number }).numBytesInGPU];
  });
  expect(counts[1]).toEqual(counts[0]);
  expect(counts[2]).toEqual(counts[0]);
  tf.dispose([gradient, variable]);
  optimizer.dispose();
});

test('a gradient of the wrong shape is refused by the name of its variable', () => {
  const variable = tf.variable(tf.zeros([5]), true, 'dense/kernel');
  const optimizer = new MultiVariableOptimizer([variable], rules.Adam!);
  expect(() => optimizer.applyGradients([tf.zeros([4])], 0.1)).toThrow(
    'dense/kernel needs a gradient of shape [5]. Received: [4]',
  );
});
