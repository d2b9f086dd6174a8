import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { buildNetwork } from './build/build-network.ts';
import { readLayerWeights } from './layer-weights.ts';
import { Session } from './session.ts';
import { chain } from './testing/chain.ts';

const graph = chain(
  { type: 'Input', config: { shape: [4, 4, 1] } },
  { type: 'Conv2D', name: 'conv', config: { filters: 2 } },
  { type: 'BatchNormalization', name: 'norm' },
  { type: 'Flatten' },
  { type: 'Dense', name: 'dense', config: { units: 2, activation: 'softmax' } },
);
const facts = { classNames: ['left', 'right'], isLightOnDark: false };

async function started(): Promise<Session> {
  const session = new Session(() => undefined, null);
  await session.start('cpu');
  return session;
}

async function weightsOf(seed: number) {
  const network = buildNetwork(graph, seed);
  const weights = await readLayerWeights(network);
  network.dispose();
  return weights;
}

test('weights are read by layer in Keras’s order, and a network that adopts them has them', async () => {
  const session = await started();
  expect(session.currentNetwork()).toBeNull();
  await expect(session.readWeights()).rejects.toMatchObject({ code: 'no-trained-network' });
  const weights = await weightsOf(3);
  expect([...weights].map(([layer, list]) => [layer, list.map(({ name }) => name)])).toEqual([
    ['conv', ['kernel', 'bias']],
    ['norm', ['gamma', 'beta', 'moving_mean', 'moving_variance']],
    ['dense', ['kernel', 'bias']],
  ]);
  await session.adopt(graph, weights, facts);
  expect(await session.readWeights()).toEqual(weights);
  expect(session.currentNetwork()).toMatchObject({ graph, ...facts });
  const tensors = tf.memory().numTensors;
  await session.adopt(graph, await weightsOf(4), facts);
  expect(tf.memory().numTensors).toBe(tensors);
});

test('weights of another shape are refused by name, and the network before stays', async () => {
  const session = await started();
  const weights = await weightsOf(3);
  await session.adopt(graph, weights, facts);
  const wrong = new Map([...weights, ['dense', [{ name: 'kernel', shape: [2], values: new Float32Array(2) }]]]);
  await expect(session.adopt(graph, wrong, facts)).rejects.toMatchObject({
    code: 'weights-do-not-fit',
    message: expect.stringMatching(/dense\/kernel/),
  });
  expect(await session.readWeights()).toEqual(weights);
});
