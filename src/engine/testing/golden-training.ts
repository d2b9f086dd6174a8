/** What Keras computes for six steps of the lecture's CNN (`goldens/training.json`), and the same six steps by the engine. */
import * as tf from '@tensorflow/tfjs';
import { fnv1a, uniformAt } from '#base/random.ts';
import type { LossName, Optimizer } from '#graph/training/training-settings.ts';
import { buildNetwork } from '../build/build-network.ts';
import goldens from '../goldens/training.json' with { type: 'json' };
import { createObjective } from '../training/losses.ts';
import { createOptimizer } from '../training/optimizers/create-optimizer.ts';
import { trainStep } from '../training/train-step.ts';
import { lectureCnn } from './lecture-cnn.ts';

interface TensorStats {
  readonly mean: number;
  readonly std: number;
  readonly absmax: number;
  readonly samples: readonly (readonly number[])[];
}

export interface GoldenCase {
  readonly losses: readonly number[];
  readonly weights: Readonly<Record<string, TensorStats>>;
  readonly predict: readonly (readonly number[])[];
}

const adam: Optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
const sgd: Optimizer = { name: 'sgd', momentum: 0, nesterov: false };

export const goldenCases = {
  adam: { optimizer: adam, learningRate: 1e-3, loss: 'sparse_categorical_crossentropy' },
  sgd: { optimizer: sgd, learningRate: 3e-3, loss: 'sparse_categorical_crossentropy' },
  momentum: { optimizer: { ...sgd, momentum: 0.9 }, learningRate: 1e-3, loss: 'sparse_categorical_crossentropy' },
  adam_mse: { optimizer: adam, learningRate: 1e-3, loss: 'mean_squared_error' },
} as const satisfies Record<string, { optimizer: Optimizer; learningRate: number; loss: LossName }>;

export type GoldenName = keyof typeof goldenCases;

export function goldenOf(name: GoldenName): GoldenCase {
  return goldens[name];
}

const batchSize = 20;

/** The goldens' rule: uniform in -1..1 from a name. */
function draws(name: string, size: number): Float64Array {
  const seed = fnv1a(name);
  return Float64Array.from({ length: size }, (_, index) => 2 * uniformAt(seed, index) - 1);
}

function ruleWeight(name: string, { shape, size }: tf.Tensor): Float32Array {
  const scale = name.endsWith('/kernel') ? Math.sqrt((6 * (shape.at(-1) as number)) / size) : 0.1;
  return Float32Array.from(draws(name, size), (draw) => draw * scale);
}

async function statsOf(tensor: tf.Tensor, indices: readonly number[]): Promise<TensorStats> {
  const values = Float32Array.from(await tensor.data());
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  const absmax = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { mean, std: Math.sqrt(variance), absmax, samples: indices.map((index) => [index, values[index] as number]) };
}

/** Runs one golden case on the backend that stands: losses before each step, stats of the weights after the last. */
export async function runGoldenCase(name: GoldenName): Promise<GoldenCase> {
  const { optimizer, learningRate, loss } = goldenCases[name];
  const network = buildNetwork(lectureCnn(), 0);
  const names = Object.keys(goldenOf(name).weights);
  const variableOf = (weight: string) => network.variable(...(weight.split('/') as [string, string]));
  for (const weight of names) {
    const variable = variableOf(weight);
    tf.tidy(() => variable.assign(tf.tensor(ruleWeight(weight, variable), variable.shape)));
  }
  const x = tf.tensor4d(
    Float32Array.from(draws('x', batchSize * 784), (draw) => draw * 0.5 + 0.5),
    [batchSize, 28, 28, 1],
  );
  const labels = tf.tensor1d(
    Int32Array.from({ length: batchSize }, (_, index) => (index * 7) % 10),
    'int32',
  );
  const parts = { network, objective: createObjective(loss, network, 10), optimizer: createOptimizer(optimizer) };
  const losses: number[] = [];
  for (let step = 0; step < goldenOf(name).losses.length; step++) {
    const metrics = trainStep(parts, () => ({ pixels: x, labels }), { step, learningRate });
    losses.push((await metrics.data())[0] as number);
    metrics.dispose();
  }
  const weights: Record<string, TensorStats> = {};
  for (const weight of names) {
    const indices = (goldenOf(name).weights[weight]?.samples ?? []).map(([index]) => index as number);
    weights[weight] = await statsOf(variableOf(weight), indices);
  }
  const answer = tf.tidy(() => network.answer(tf.slice(x, 0, 3)) as tf.Tensor2D);
  const predict = await answer.array();
  parts.optimizer.dispose();
  network.dispose();
  tf.dispose([x, labels, answer]);
  return { losses, weights, predict };
}

/** The largest difference in loss, relative; of the weights' stats and samples, relative to each weight's absmax. */
export function distance(actual: GoldenCase, expected: GoldenCase): { loss: number; weights: number; predict: number } {
  const loss = Math.max(
    ...expected.losses.map((value, step) => Math.abs((actual.losses[step] ?? Number.NaN) / value - 1)),
  );
  const weights = Math.max(
    ...Object.entries(expected.weights).flatMap(([name, stats]) => {
      const found = actual.weights[name];
      const differences = [
        (found?.mean ?? Number.NaN) - stats.mean,
        (found?.std ?? Number.NaN) - stats.std,
        (found?.absmax ?? Number.NaN) - stats.absmax,
        ...stats.samples.map(([, value], index) => (found?.samples[index]?.[1] ?? Number.NaN) - (value ?? Number.NaN)),
      ];
      return differences.map((difference) => Math.abs(difference) / stats.absmax);
    }),
  );
  const predict = Math.max(
    ...expected.predict.flatMap((row, index) =>
      row.map((value, unit) => Math.abs((actual.predict[index]?.[unit] ?? Number.NaN) - value)),
    ),
  );
  return { loss, weights, predict };
}
