import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { Optimizer } from '#graph/training/training-settings.ts';
import { trainReference } from '../../kernels/optimizers/update-rules.reference.ts';
import type { UpdateRule } from '../../kernels/optimizers/update-rules.ts';
import { standOnCpu } from '../../testing/on-cpu.ts';
import { createOptimizer } from './create-optimizer.ts';

beforeAll(standOnCpu);

const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

const rules: [string, Optimizer, UpdateRule][] = [
  ['SGD', { name: 'sgd', momentum: 0, nesterov: false }, { kind: 'sgd', momentum: 0, nesterov: false }],
  ['momentum', { name: 'sgd', momentum: 0.9, nesterov: false }, { kind: 'sgd', momentum: 0.9, nesterov: false }],
  ['Nesterov', { name: 'sgd', momentum: 0.9, nesterov: true }, { kind: 'sgd', momentum: 0.9, nesterov: true }],
  ['Adam', { name: 'adam', ...adam }, { kind: 'adam', ...adam, weightDecay: 0 }],
  ['AdamW', { name: 'adamw', ...adam, weightDecay: 0.1 }, { kind: 'adam', ...adam, weightDecay: 0.1 }],
  [
    'RMSprop',
    { name: 'rmsprop', rho: 0.9, momentum: 0.3, epsilon: 1e-7 },
    { kind: 'rmsprop', rho: 0.9, momentum: 0.3, epsilon: 1e-7, centered: false },
  ],
  [
    'Adagrad',
    { name: 'adagrad', initialAccumulatorValue: 0.1, epsilon: 1e-7 },
    { kind: 'adagrad', initialAccumulatorValue: 0.1, epsilon: 1e-7 },
  ],
];

test.each(rules)('%s moves variables as Keras’s rule does, in float64', (_, settings, rule) => {
  const gradients = [
    [0.5, -2, 1e-3],
    [0.1, 0.3, -1],
    [-0.7, 2, 0],
  ];
  const start = [1, -1, 0.5];
  const before = tf.memory().numTensors;
  const variable = tf.variable(tf.tensor1d(start));
  const optimizer = createOptimizer(settings);
  for (const gradient of gradients) {
    tf.tidy(() => optimizer.applyGradients([{ variable, gradient: tf.tensor1d(gradient) }], 0.05));
  }
  for (const [place, value] of variable.dataSync().entries()) {
    const steps = gradients.map((gradient) => gradient[place]!);
    expect(value).toBeCloseTo(trainReference(rule, start[place]!, steps, 0.05), 5);
  }
  optimizer.dispose();
  variable.dispose();
  expect(tf.memory().numTensors).toBeLessThanOrEqual(before + 1);
});
