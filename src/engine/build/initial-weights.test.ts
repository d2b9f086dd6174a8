import { expect, test } from 'vitest';
import type { InitializerName } from '#graph/initializers.ts';
import { initialWeight } from './initial-weights.ts';

const shape = [3, 3, 40, 60];
const kernel = { name: 'kernel', shape, trainable: true };
const [fanIn, fanOut] = [9 * 40, 9 * 60];

function spreadOf(values: Float32Array): { mean: number; std: number; absmax: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const variance = values.reduce((total, value) => total + (value - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance), absmax: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) };
}

/** Keras's documented spread and limit of each initializer. */
const expected: Record<Exclude<InitializerName, 'zeros' | 'ones'>, { std: number; limit: number }> = {
  glorot_uniform: { std: Math.sqrt(2 / (fanIn + fanOut)), limit: Math.sqrt(6 / (fanIn + fanOut)) },
  glorot_normal: { std: Math.sqrt(2 / (fanIn + fanOut)), limit: 2.3 * Math.sqrt(2 / (fanIn + fanOut)) },
  he_uniform: { std: Math.sqrt(2 / fanIn), limit: Math.sqrt(6 / fanIn) },
  he_normal: { std: Math.sqrt(2 / fanIn), limit: 2.3 * Math.sqrt(2 / fanIn) },
  lecun_uniform: { std: Math.sqrt(1 / fanIn), limit: Math.sqrt(3 / fanIn) },
  lecun_normal: { std: Math.sqrt(1 / fanIn), limit: 2.3 * Math.sqrt(1 / fanIn) },
  random_uniform: { std: 0.05 / Math.sqrt(3), limit: 0.05 },
  random_normal: { std: 0.05, limit: 0.3 },
  truncated_normal: { std: 0.05 * 0.8796, limit: 0.1 },
};

test.each(Object.entries(expected))('%s has Keras’s spread', (kernelInitializer, { std, limit }) => {
  const spread = spreadOf(initialWeight('conv', { kernelInitializer }, kernel, 3));
  expect(Math.abs(spread.mean)).toBeLessThan(0.02 * std);
  expect(spread.std / std).toBeGreaterThan(0.98);
  expect(spread.std / std).toBeLessThan(1.02);
  expect(spread.absmax).toBeLessThanOrEqual(limit * 1.000001);
});

test('kernels are Glorot-uniform, biases zero and variances one where the layer does not say', () => {
  expect(initialWeight('a', {}, kernel, 3)).toEqual(
    initialWeight('a', { kernelInitializer: 'glorot_uniform' }, kernel, 3),
  );
  const vector = (name: string) => [...initialWeight('a', {}, { name, shape: [2], trainable: true }, 3)];
  expect(['bias', 'beta', 'moving_mean', 'alpha'].map(vector)).toEqual(new Array(4).fill([0, 0]));
  expect(['gamma', 'moving_variance'].map(vector)).toEqual(new Array(2).fill([1, 1]));
});

test('follow from the seed and the weight’s name alone', () => {
  const draw = (layer: string, seed: number) => initialWeight(layer, {}, { ...kernel, shape: [4, 4] }, seed);
  expect(draw('a', 1)).toEqual(draw('a', 1));
  expect(draw('a', 1)).not.toEqual(draw('b', 1));
  expect(draw('a', 1)).not.toEqual(draw('a', 2));
});
