import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { chain } from '../../testing/chain.ts';
import { standOnCpu } from '../../testing/on-cpu.ts';
import { buildNetwork } from '../build-network.ts';
import { dropoutMask } from './dropout.ts';

beforeAll(standOnCpu);

const batch = () => tf.tensor2d([[1], [2], [3], [6]]);
const network = (trainable: boolean) =>
  buildNetwork(
    chain(
      { type: 'Input', config: { shape: [1] } },
      { type: 'BatchNormalization', name: 'bn', config: { momentum: 0.9 }, trainable },
    ),
    1,
  );

test('BatchNormalization takes the population variance, also into its moving average', () => {
  const built = network(true);
  const answer = built.answer(batch(), { training: true });
  // Mean 3, population variance 3.5 (the sample variance would be 4.67).
  expect([...answer.dataSync()].map((value) => Number(value.toFixed(4)))).toEqual(
    [1, 2, 3, 6].map((value) => Number(((value - 3) / Math.sqrt(3.5 + 1e-3)).toFixed(4))),
  );
  expect(built.variable('bn', 'moving_mean').dataSync()[0]).toBeCloseTo(0.3, 6);
  expect(built.variable('bn', 'moving_variance').dataSync()[0]).toBeCloseTo(0.9 + 0.35, 6);
});

test('a frozen BatchNormalization runs on its moving averages and leaves them alone while the rest trains', () => {
  const built = network(false);
  expect(built.trainableVariables).toHaveLength(0);
  const answer = built.answer(batch(), { training: true });
  expect(answer.dataSync()[3]).toBeCloseTo(6 / Math.sqrt(1.001), 4);
  expect(built.variable('bn', 'moving_mean').dataSync()[0]).toBe(0);
});

test('BatchNormalization’s gradient is that of its formula', () => {
  const built = network(true);
  const weights = tf.tensor2d([[0.3], [-1], [2], [0.7]]);
  const loss = (x: tf.Tensor) => tf.sum(tf.mul(built.answer(x, { training: true }), weights));
  const gradient = tf.grad(loss)(batch()).dataSync();
  const h = 1e-2;
  for (let place = 0; place < 4; place++) {
    const moved = (by: number) =>
      loss(tf.tensor2d([1, 2, 3, 6].map((value, index) => [value + (index === place ? by : 0)])));
    expect(gradient[place]).toBeCloseTo((moved(h).dataSync()[0]! - moved(-h).dataSync()[0]!) / (2 * h), 2);
  }
});

test('Dropout’s masks drop the rate’s share, keep the sum, change from seed to seed and repeat', () => {
  const mask = dropoutMask(20_000, 0.3, 7);
  const dropped = mask.filter((value) => value === 0).length / mask.length;
  expect(dropped).toBeCloseTo(0.3, 1);
  expect(mask.reduce((total, value) => total + value) / mask.length).toBeCloseTo(1, 1);
  expect(dropoutMask(20_000, 0.3, 7)).toEqual(mask);
  expect(dropoutMask(20_000, 0.3, 8)).not.toEqual(mask);
});

test('Dropout in a network differs from step to step and does nothing in inference', () => {
  const built = buildNetwork(
    chain({ type: 'Input', config: { shape: [64] } }, { type: 'Dropout', config: { rate: 0.5 } }),
    1,
  );
  const ones = tf.ones([1, 64]);
  const at = (step: number) => [...built.answer(ones, { training: true, step }).dataSync()];
  expect(at(1)).toEqual(at(1));
  expect(at(1)).not.toEqual(at(2));
  expect([...built.answer(ones).dataSync()]).toEqual(new Array(64).fill(1));
});

test('a frozen BatchNormalization answers in training as it does otherwise, and hands its gradient on', () => {
  const built = network(false);
  for (const [name, value] of [
    ['gamma', 1.5],
    ['beta', -0.5],
    ['moving_mean', 2],
    ['moving_variance', 3],
  ] as const) {
    tf.tidy(() => built.variable('bn', name).assign(tf.tensor1d([value])));
  }
  const inTraining = built.answer(batch(), { training: true }).dataSync();
  const otherwise = built.answer(batch()).dataSync();
  for (const [place, value] of inTraining.entries()) expect(value).toBeCloseTo(otherwise[place]!, 5);
  const gradient = tf
    .grad((x: tf.Tensor) => tf.sum(built.answer(x, { training: true })))(batch())
    .dataSync();
  for (const value of gradient) expect(value).toBeCloseTo(1.5 / Math.sqrt(3.001), 5);
});
