import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { TransferRequest } from '#protocol/transfer.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { buildNetwork } from '../build/build-network.ts';
import { readModelFiles } from '../detection/model-files.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { embeddedGraph } from './embedded-graph.ts';
import { embeddedWeights } from './embedded-weights.ts';
import { FeatureStore } from './feature-store.ts';
import { behindPictures, weightsBehindPictures } from './join-graphs.ts';
import { darkAndBright, startSession, tinyBase, tinyWeights } from './testing/tiny-transfer.ts';
import { type TransferRun, trainTransfer } from './train-transfer.ts';

const request: TransferRequest = {
  job: 'test',
  dataset: 'test',
  base: { kind: 'embedded' },
  inputSize: 16,
  head: { kind: 'standard', pooling: 'Flatten', units: 8 },
  epochs: 3,
  learningRate: 0.01,
  seed: 1,
};

beforeAll(standOnCpu);

test('features are computed once, new pictures alone later, and base and head answer as one with the base unchanged', async () => {
  const { session, events } = await startSession();
  const files = memoryFiles();
  const base = await tinyWeights();
  const given = base.weights;
  const before = tf.memory().numTensors;
  const run = (count: number, store: FeatureStore) =>
    trainTransfer(request, {
      host: { emit: (event) => events.push(event) },
      session,
      store,
      dataset: darkAndBright(count),
      load: async () => base,
      keep: async (kept) => void runs.push(kept),
    });
  const runs: TransferRun[] = [];
  const store = new FeatureStore(files);
  const first = await run(12, store);
  expect(first.features).toMatchObject({ computed: 12, reused: 0 });
  expect(first.outcome.end).toEqual({ kind: 'finished' });
  expect(runs).toMatchObject([{ graph: first.graph, result: { outcome: first.outcome } }]);
  expect(runs[0]?.weights).toEqual(await session.readWeights());
  const held = tf.memory().numTensors;
  expect(held).toBeGreaterThan(before);
  const second = await run(16, store);
  expect(second.features).toMatchObject({ computed: 4, reused: 12 });
  const third = await run(16, new FeatureStore(files));
  expect(third.features).toMatchObject({ computed: 0, reused: 16 });
  expect(tf.memory().numTensors).toBe(held);

  const rounded = await trainTransfer(request, {
    host: { emit: () => undefined },
    session,
    store,
    dataset: darkAndBright(16),
    load: async () => ({ ...base, isHalfPrecision: true }),
  });
  expect(rounded.features).toMatchObject({ computed: 16, reused: 0 });
  expect((await store.list()).map(({ isHalfPrecision, pictures }) => [isHalfPrecision, pictures])).toEqual([
    [false, 16],
    [true, 16],
  ]);
  const weights = await session.readWeights();
  for (const [layer, own] of given) expect(weights.get(layer)).toEqual(own);
  const joined = session.currentNetwork()!;
  expect(joined.network.trainableVariables).toHaveLength(4);
  const behind = behindPictures(tinyBase(), [8, 8, 1]);
  const features = buildNetwork(behind, 0, {}, weightsBehindPictures(given, [8, 8, 1]));
  tf.tidy(() => {
    const x = tf.randomUniform([2, 8, 8, 1], 0, 255, 'float32', 3);
    const dense = (name: string) => weights.get(name)!.map(({ values, shape }) => tf.tensor(values, [...shape]));
    const [kernel, bias] = dense('head_dense') as [tf.Tensor2D, tf.Tensor];
    const [last, lastBias] = dense('head_classes') as [tf.Tensor2D, tf.Tensor];
    const flat = features.answer(x).reshape([2, -1]) as tf.Tensor2D;
    const answer = tf.softmax(flat.matMul(kernel).add(bias).relu().matMul(last).add(lastBias));
    expect(tf.max(tf.abs(tf.sub(answer, joined.network.answer(x)))).dataSync()[0]).toBeLessThan(1e-5);
  });
  features.dispose();
});

test('the embedded backbone gives what the detector’s own graph gives at its last block', async () => {
  const folder = resolve(import.meta.dirname, '../../../node_modules/@vladmandic/human/models');
  const names = ['centernet.json', 'centernet.bin'];
  const files = names.map((name) => ({ name, content: new Blob([readFileSync(resolve(folder, name))]) }));
  const graph = embeddedGraph(64);
  const own = buildNetwork(graph, 0, {}, await embeddedWeights(files, graph));
  const artifacts = await readModelFiles(files);
  const topology = artifacts.modelTopology as { node: { op: string; attr: { shape?: unknown } }[] };
  for (const node of topology.node) if (node.op === 'Placeholder') delete node.attr.shape;
  const { signature: _, ...rest } = artifacts;
  const detector = await tf.loadGraphModel({ load: async () => rest });
  tf.tidy(() => {
    const x = tf.randomUniform([1, 64, 64, 3], 0, 255, 'float32', 3);
    const expected = detector.execute(x, 'tower_0/MobilenetV3/expanded_conv_14/add') as tf.Tensor;
    const received = own.answer(x);
    expect(received.shape).toEqual(expected.shape);
    // The file rounds the sixth of its hard swishes to 16 bits; ours is exact.
    const scale = tf.max(tf.abs(expected)).dataSync()[0]!;
    expect(tf.max(tf.abs(tf.sub(expected, received))).dataSync()[0]! / scale).toBeLessThan(5e-3);
  });
  own.dispose();
  detector.dispose();
});
