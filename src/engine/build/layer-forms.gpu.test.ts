/** Every layer type, forwards and backwards, on WebGPU as on the processor: a broken shader would raise no error. */
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { product } from '#base/math.ts';
import { uniformAt } from '#base/random.ts';
import { layerTypes } from '#graph/layers/index.ts';
import { randomLayerTypes } from '#graph/layers/random-layer-types.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { climbDown } from '../backend/ladder.ts';
import { chain } from '../testing/chain.ts';
import { loneLayers } from '../testing/lone-layers.ts';
import { buildNetwork } from './build-network.ts';

const messages: string[] = [];

beforeAll(async () => {
  await climbDown('webgpu', { lost: (reason) => messages.push(reason), failed: (message) => messages.push(message) });
});

/**
 * The answer in training, the gradients of its weighted sum in the input and in every trainable variable, and what the
 * passes have left in all variables.
 */
async function valuesOn(backend: 'cpu' | 'webgpu', graph: ModelGraph): Promise<number[][]> {
  await tf.setBackend(backend);
  const network = buildNetwork(graph, 5);
  const tensors = tf.tidy(() => {
    const made = (shape: readonly number[], seed: number) =>
      tf.tensor(
        Float32Array.from({ length: product(shape) }, (_, index) => 2 * uniformAt(seed, index) - 1),
        [...shape],
      );
    const inputs = network.model.inputs.map(({ shape }, index) =>
      made([2, ...(shape.slice(1) as number[])], index + 1),
    );
    const answer = (...x: tf.Tensor[]) => network.model.apply(x, { training: true, step: 1 }) as tf.Tensor;
    const weighted = (output: tf.Tensor) => tf.sum(tf.mul(output, made(output.shape, 9))).asScalar();
    const output = answer(...inputs);
    // No gradient goes through an augmentation: nothing that learns stands before one.
    const byInput = graph.nodes.some(({ type }) => randomLayerTypes.has(type))
      ? []
      : tf.grads((...x: tf.Tensor[]) => weighted(answer(...x)))(inputs);
    const variables = [...network.trainableVariables];
    const byVariable =
      variables.length === 0 ? {} : tf.variableGrads(() => weighted(answer(...inputs)), variables).grads;
    const left = network.variables.map((variable) => tf.mul(variable, 1));
    return [output, ...byInput, ...Object.keys(byVariable).map((name) => byVariable[name]!), ...left];
  });
  const values = await Promise.all(tensors.map(async (tensor) => [...(await tensor.data())]));
  tf.dispose(tensors);
  network.dispose();
  return values;
}

async function expectSameOnBoth(graph: ModelGraph): Promise<void> {
  const told = JSON.stringify(graph.nodes.at(-1)?.config);
  const [expected, found] = [await valuesOn('cpu', graph), await valuesOn('webgpu', graph)];
  expect(messages.splice(0), told).toEqual([]);
  expect(found.length).toBe(expected.length);
  for (const [index, values] of expected.entries()) {
    const scale = Math.max(1, ...values.map(Math.abs));
    const furthest = Math.max(0, ...values.map((value, place) => Math.abs(value - found[index]![place]!)));
    expect(furthest / scale, `${told}, tensor ${index}`).toBeLessThan(1e-3);
  }
}

describe.each(layerTypes.filter((type) => type !== 'Input'))('%s', (type) => {
  test('computes on WebGPU what it computes on the processor', async () => {
    for (const graph of [...loneLayers(type, 2)].slice(0, 5)) await expectSameOnBoth(graph);
  }, 120_000);
});

test.each([{ scale: false }, { center: false }, { axis: 1 }, { axis: 2, scale: false, center: false }])(
  'a BatchNormalization with %o trains on WebGPU as on the processor',
  async (config) => {
    await expectSameOnBoth(
      chain({ type: 'Input', config: { shape: [5, 4, 3] } }, { type: 'BatchNormalization', config }),
    );
  },
);

test('every step’s Dropout mask has the very same bits on WebGPU as on the processor', async () => {
  const graph = chain({ type: 'Input', config: { shape: [9, 7, 5] } }, { type: 'Dropout', config: { rate: 0.3 } });
  const masksOn = async (backend: 'cpu' | 'webgpu') => {
    await tf.setBackend(backend);
    const network = buildNetwork(graph, 11);
    const ones = tf.ones([3, 9, 7, 5]);
    const masks = [0, 1, 70_000].map((step) => network.model.apply(ones, { training: true, step }) as tf.Tensor);
    const values = await Promise.all(masks.map(async (mask) => [...(await mask.data())]));
    tf.dispose([ones, masks]);
    network.dispose();
    return values;
  };
  const [onCpu, onWebgpu] = [await masksOn('cpu'), await masksOn('webgpu')];
  expect(onWebgpu).toEqual(onCpu);
  expect(new Set(onCpu.map(String)).size).toBe(3);
});
