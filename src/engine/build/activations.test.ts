import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { ActivationName } from '#graph/activations.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { activate } from './activations.ts';

beforeAll(standOnCpu);

/** erf by its series, which converges quickly enough for |x| ≤ 5. */
function erf(x: number): number {
  let [term, total] = [x, x];
  for (let n = 1; n < 120; n++) {
    term *= (-x * x) / n;
    total += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * total;
}

const clip = (x: number, low: number, high: number) => Math.min(high, Math.max(low, x));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** As keras/src/activations/activations.py defines them. */
const curves: Record<Exclude<ActivationName, 'softmax'>, (x: number) => number> = {
  linear: (x) => x,
  relu: (x) => Math.max(x, 0),
  relu6: (x) => clip(x, 0, 6),
  leaky_relu: (x) => (x > 0 ? x : 0.2 * x),
  elu: (x) => (x > 0 ? x : Math.exp(x) - 1),
  selu: (x) => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1)),
  gelu: (x) => 0.5 * x * (1 + erf(x / Math.SQRT2)),
  silu: (x) => x * logistic(x),
  hard_sigmoid: (x) => clip(x + 3, 0, 6) / 6,
  hard_silu: (x) => (x * clip(x + 3, 0, 6)) / 6,
  sigmoid: logistic,
  tanh: Math.tanh,
  softplus: (x) => Math.log1p(Math.exp(x)),
};

// No kink of any curve lies on these.
const places = Array.from({ length: 40 }, (_, index) => -5.05 + index * 0.2531);

test.each(Object.keys(curves) as (keyof typeof curves)[])('%s has Keras’s curve and its slope', (name) => {
  const x = tf.tensor1d(places);
  const values = activate(x, name).dataSync();
  const slopes = tf
    .grad((input) => tf.sum(activate(input, name)))(x)
    .dataSync();
  const h = 1e-5;
  for (const [index, place] of places.entries()) {
    expect(values[index]).toBeCloseTo(curves[name](place), 4);
    expect(slopes[index]).toBeCloseTo((curves[name](place + h) - curves[name](place - h)) / (2 * h), 3);
  }
});

test('softmax adds up to one along the last axis', () => {
  const sums = tf.sum(activate(tf.randomNormal([2, 3, 4], 0, 5, 'float32', 1), 'softmax'), -1).dataSync();
  for (const total of sums) expect(total).toBeCloseTo(1, 5);
});

test('softplus neither overflows nor loses its slope far out', () => {
  const x = tf.tensor1d([-1000, 1000]);
  expect([...activate(x, 'softplus').dataSync()]).toEqual([0, 1000]);
  expect([
    ...tf
      .grad((input) => tf.sum(activate(input, 'softplus')))(x)
      .dataSync(),
  ]).toEqual([0, 1]);
});
