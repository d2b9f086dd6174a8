import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { Picture } from '#protocol/engine.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { OpenDataset } from '../datasets/dataset-shelf.ts';
import { Session } from '../session.ts';
import { chain } from '../testing/chain.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { halves, halvesGraph } from '../training/testing/halves.ts';
import { AnsweringNetwork } from './answering-network.ts';
import type { TrainedNetwork } from './predict-picture.ts';

beforeAll(standOnCpu);

const normalized = chain(
  { type: 'Input', config: { shape: [8, 8, 3] } },
  { type: 'ZeroPadding2D', config: { padding: [0, 1, 0, 1] } },
  { type: 'Conv2D', config: { filters: 4, kernelSize: [3, 3], strides: [2, 2] } },
  { type: 'BatchNormalization' },
  { type: 'ReLU', config: { maxValue: 6 } },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 3, activation: 'softmax' } },
);

function trainedOf(graph: ModelGraph): TrainedNetwork {
  const network = buildNetwork(graph, 3);
  // Statistics as they are behind some steps of training.
  for (const variable of network.changingVariables) {
    tf.tidy(() => variable.assign(tf.add(variable, tf.randomUniform(variable.shape, 0.1, 0.4, 'float32', 7))));
  }
  return { graph, network, classNames: ['a', 'b', 'c'], isLightOnDark: false };
}

function expectSameAnswers(one: TrainedNetwork['network'], other: TrainedNetwork['network']): void {
  tf.tidy(() => {
    const [, ...shape] = one.model.inputs[0]!.shape;
    const x = tf.randomUniform([4, ...(shape as number[])], -1, 1, 'float32', 5);
    const expected = one.answer(x);
    const difference = tf.max(tf.abs(tf.sub(expected, other.answer(x)))).dataSync()[0]!;
    expect(difference).toBeLessThanOrEqual(1e-5 * tf.max(tf.abs(expected)).dataSync()[0]!);
  });
}

test('a network at rest answers the same in fewer layers, made once and freed when its weights change', async () => {
  const trained = trainedOf(normalized);
  const before = tf.memory().numTensors;
  const answering = new AnsweringNetwork();
  expect(answering.networkFor(trained)).toBe(trained.network);
  await Promise.all([answering.prepare(trained, null), answering.prepare(trained, null)]);
  const short = answering.networkFor(trained);
  expect([...short.layers.keys()]).toHaveLength(3);
  expectSameAnswers(trained.network, short);
  await answering.prepare(trained, null);
  expect(answering.networkFor(trained)).toBe(short);
  // A kernel and a bias of each of two layers.
  expect(tf.memory().numTensors).toBe(before + 4);
  const another = trainedOf(normalized);
  expect(answering.networkFor(another)).toBe(another.network);
  another.network.dispose();
  answering.forget();
  expect(answering.networkFor(trained)).toBe(trained.network);
  expect(tf.memory().numTensors).toBe(before);
  trained.network.dispose();
});

test('what is being made of weights that change meanwhile is thrown away', async () => {
  const trained = trainedOf(normalized);
  const before = tf.memory().numTensors;
  const answering = new AnsweringNetwork();
  const making = answering.prepare(trained, null);
  answering.forget();
  await making;
  expect(answering.networkFor(trained)).toBe(trained.network);
  expect(tf.memory().numTensors).toBe(before);
  trained.network.dispose();
});

test('a network that cannot be shorter answers itself', async () => {
  const graph = chain(
    { type: 'Input', config: { shape: [4, 4, 1] } },
    { type: 'Conv2D', config: { activation: 'relu' } },
    { type: 'Flatten' },
    { type: 'Dense', config: { units: 3 } },
  );
  const trained = trainedOf(graph);
  const before = tf.memory().numTensors;
  const answering = new AnsweringNetwork();
  await answering.prepare(trained, null);
  expect(answering.networkFor(trained)).toBe(trained.network);
  expect(tf.memory().numTensors).toBe(before);
  trained.network.dispose();
});

const dataset: OpenDataset = {
  info: {
    id: 'halves',
    name: 'Halves',
    sampleCount: halves.count,
    sampleShape: [4, 4, 1],
    classNames: halves.classNames,
    countByClass: [120, 120],
  },
  pictures: halves,
};

/** Grey, brighter from pixel to pixel. */
const picture: Picture = {
  width: 4,
  height: 4,
  rgba: Uint8ClampedArray.from({ length: 64 }, (_, place) => (place % 4 === 3 ? 255 : 15 * Math.floor(place / 4))),
};

/** What the network at hand, as it learns, answers to the picture. */
function ownAnswer(session: Session): Float32Array {
  const x = Float32Array.from({ length: 16 }, (_, place) => picture.rgba[place * 4]!);
  return tf.tidy(() =>
    session
      .currentNetwork()!
      .network.answer(tf.tensor4d(x, [1, 4, 4, 1]))
      .dataSync(),
  ) as Float32Array;
}

function expectClose(received: Float32Array, expected: Float32Array): void {
  expect(received).toHaveLength(expected.length);
  for (const [place, value] of expected.entries()) expect(received[place]).toBeCloseTo(value, 5);
}

test('predictions are of the weights as they are: in every pause, after the run, and of the next network', async () => {
  const pauses: Promise<Readonly<Record<'probabilities' | 'own', Float32Array>>>[] = [];
  const asked = async () => {
    await session.pause();
    const { probabilities } = await session.predict(picture, 'photo');
    const own = ownAnswer(session);
    session.resume();
    return { probabilities, own };
  };
  const session = new Session((event) => {
    if (event.type === 'epoch') pauses.push(asked());
  }, null);
  await session.start('cpu');
  const settings = { ...defaultTrainingSettings, epochs: 3, batchSize: 40 };
  const request = { dataset: 'halves', graph: halvesGraph, settings, seed: 4 };
  await session.train(request, dataset);
  const answers = await Promise.all(pauses);
  expect(answers).toHaveLength(3);
  expect(answers[1]?.own).not.toEqual(answers[0]?.own);
  for (const { probabilities, own } of answers) expectClose(probabilities, own);
  const before = tf.memory().numTensors;
  const { probabilities } = await session.predict(picture, 'photo');
  expectClose(probabilities, ownAnswer(session));
  const held = tf.memory().numTensors - before;
  // A kernel and a bias of the convolution, of the normalization behind its activation, and of the Dense layer.
  expect(held).toBe(6);
  await session.predict(picture, 'photo');
  expect(tf.memory().numTensors).toBe(before + held);
  const { graph } = session.currentNetwork()!;
  await session.adopt(graph, await session.readWeights(), { classNames: ['left', 'right'], isLightOnDark: false });
  expect(tf.memory().numTensors).toBe(before);
});
