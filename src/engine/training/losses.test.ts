import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { ActivationName } from '#graph/activations.ts';
import { type LossName, lossNames } from '#graph/training/training-settings.ts';
import { buildNetwork } from '../build/build-network.ts';
import { chain } from '../testing/chain.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { createObjective } from './losses.ts';

beforeAll(standOnCpu);

const networkEndingIn = (activation: ActivationName, units = 3) =>
  buildNetwork(chain({ type: 'Input', config: { shape: [3] } }, { type: 'Dense', config: { units, activation } }), 1);

const logits = [
  [1, -2, 0.5],
  [0.1, 0.2, 3],
];
const labels = [0, 1];

/** As keras/src/backend/tensorflow/nn.py computes them from probabilities. */
function expectedLoss(name: LossName, answers: number[][]): number {
  const clip = (value: number) => Math.min(1 - 1e-7, Math.max(1e-7, value));
  const rows = answers.map((row, index) => {
    const truth = row.map((_, unit) => (unit === labels[index] ? 1 : 0));
    const total = row.reduce((sum, value) => sum + clip(value), 0);
    if (name === 'mean_squared_error')
      return row.reduce((sum, p, unit) => sum + (p - truth[unit]!) ** 2, 0) / row.length;
    if (name === 'binary_crossentropy') {
      return -row.reduce((sum, p, unit) => sum + Math.log(truth[unit] ? clip(p) : clip(1 - p)), 0) / row.length;
    }
    return -Math.log(clip(row[labels[index]!]!) / total);
  });
  return rows.reduce((sum, value) => sum + value, 0) / rows.length;
}

const heads = ['softmax', 'sigmoid', 'hard_sigmoid'] as const;

test.each(lossNames.flatMap((name) => heads.map((head) => [name, head] as const)))(
  '%s of a head that ends in %s',
  (name, head) => {
    const network = networkEndingIn(head);
    const objective = createObjective(name, network, 3);
    // A hard sigmoid is no head that losses look behind: what it answers is what they are given.
    const given =
      network.head === null
        ? tf.tidy(() => tf.clipByValue(tf.div(tf.add(tf.tensor2d(logits), 3), 6), 0.01, 0.99))
        : tf.tensor2d(logits);
    const answers = network.activateHead(given).arraySync() as number[][];
    const truth = tf.tensor1d(labels, 'int32');
    expect(objective.loss(given, truth).dataSync()[0]).toBeCloseTo(expectedLoss(name, answers), 4);
    expect(objective.correct(given, truth).dataSync()[0]).toBe(1);
  },
);

test.each(['sparse_categorical_crossentropy', 'binary_crossentropy'] as const)(
  '%s stays finite and keeps its gradient where the head saturates',
  (name) => {
    const objective = createObjective(name, networkEndingIn(name.startsWith('sparse') ? 'softmax' : 'sigmoid'), 3);
    const x = tf.tensor2d([[-200, 200, 0]]);
    const truth = tf.tensor1d([0], 'int32');
    expect(objective.loss(x, truth).dataSync()[0]).toBeGreaterThan(100);
    expect(
      tf
        .grad((input) => objective.loss(input, truth))(x)
        .dataSync()[0],
    ).toBeLessThan(-0.3);
  },
);

test('one sigmoid unit judges two classes; other heads that do not fit are refused', () => {
  const single = createObjective('binary_crossentropy', networkEndingIn('sigmoid', 1), 2);
  expect([...single.predicted(tf.tensor2d([[-1], [2]])).dataSync()]).toEqual([0, 1]);
  expect(() => createObjective('sparse_categorical_crossentropy', networkEndingIn('softmax'), 10)).toThrow(
    /10 units.*Received: 3/,
  );
});

test.each(lossNames.flatMap((name) => heads.map((head) => [name, head] as const)))(
  '%s of a head that ends in %s weighs samples by their class, and with even weights is the plain loss',
  (name, head) => {
    const network = networkEndingIn(head);
    const given =
      network.head === null
        ? tf.tidy(() => tf.clipByValue(tf.div(tf.add(tf.tensor2d(logits), 3), 6), 0.01, 0.99))
        : tf.tensor2d(logits);
    const truth = tf.tensor1d(labels, 'int32');
    const plain = createObjective(name, network, 3);
    const even = createObjective(name, network, 3, [1, 1, 1]);
    const gradient = ({ loss }: typeof plain) => [
      ...tf
        .grad((x) => loss(x, truth))(given)
        .dataSync(),
    ];
    expect(even.loss(given, truth).dataSync()[0]).toBeCloseTo(plain.loss(given, truth).dataSync()[0]!, 5);
    for (const [place, value] of gradient(even).entries()) expect(value).toBeCloseTo(gradient(plain)[place]!, 5);
    // Each sample's own loss, weighed and averaged.
    const own = [0, 1].map((row) => {
      const [x, label] = [tf.slice(given, [row, 0], [1, 3]), tf.slice(truth, [row], [1])];
      return plain.loss(x, label).dataSync()[0]!;
    });
    const weighted = createObjective(name, network, 3, [3, 0.5, 7]).loss(given, truth).dataSync()[0];
    expect(weighted).toBeCloseTo((3 * own[0]! + 0.5 * own[1]!) / 2, 4);
  },
);
