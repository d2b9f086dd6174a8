import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { addLayer } from '#graph/edits/add-layer.ts';
import { connect } from '#graph/edits/connect.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import { baseBlocks } from '#graph/transfer/base-blocks.ts';
import { unfreezeBlocks } from '#graph/transfer/unfreeze-blocks.ts';
import type { TransferHead, TransferRequest } from '#protocol/transfer.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { FeatureStore } from './feature-store.ts';
import { behindPictures, headGraph, joinHead } from './join-graphs.ts';
import { prepareBase } from './prepare-base.ts';
import { darkAndBright, startSession, tinyBase, tinyWeights } from './testing/tiny-transfer.ts';
import { trainTransfer } from './train-transfer.ts';

const standard: TransferHead = { kind: 'standard', pooling: 'GlobalAveragePooling2D', units: 8 };
const request: TransferRequest = {
  job: 'test',
  dataset: 'test',
  base: { kind: 'embedded' },
  inputSize: 16,
  head: standard,
  epochs: 2,
  learningRate: 0.01,
  seed: 1,
};
const settings = { ...defaultTrainingSettings, batchSize: 4, epochs: 2, learningRate: 0.01 };

beforeAll(standOnCpu);

async function parts() {
  const { session, events } = await startSession();
  const base = await tinyWeights();
  const dataset = darkAndBright(12);
  const host = { emit: (event: (typeof events)[number]) => void events.push(event) };
  return { session, dataset, host, load: async () => base, store: new FeatureStore(), base };
}

/** A RandomFlip behind the Input, as the full way has it. */
function augmented(graph: ModelGraph): ModelGraph {
  const input = graph.nodes.find(({ type }) => type === 'Input')!;
  return addLayer(graph, 'RandomFlip', { after: input.id }).graph;
}

test('the full way trains what is unfrozen: the rest of the base, and every BatchNormalization, stay bit for bit', async () => {
  const all = await parts();
  const { session, dataset, base } = all;
  const prepared = await prepareBase(request, all);
  const blocks = baseBlocks(prepared, analyzeGraph(prepared)).map(({ name }) => name);
  expect(blocks).toEqual(['one', 'two']);
  const graph = augmented(unfreezeBlocks(prepared, blocks, ['two'], 0.1));
  const run = (start: 'current' | 'seed') =>
    session.train({ graph, settings, dataset: 'test', seed: 1, checkpointSeconds: 0, start }, dataset);
  const { outcome } = await run('current');
  expect(outcome.end).toEqual({ kind: 'finished' });
  const after = await session.readWeights();
  for (const layer of ['conv', 'bn', 'bn_two']) expect(after.get(layer), layer).toEqual(base.weights.get(layer));
  expect(after.get('gray_to_rgb')![0]!.values).toEqual(Float32Array.of(1, 1, 1));
  const moved = after
    .get('conv_two')![0]!
    .values.map((value, at) => Math.abs(value - base.weights.get('conv_two')![0]!.values[at]!));
  // Adam moves a weight by at most about its rate a step: 6 steps of a tenth of 0.01.
  expect(Math.max(...moved)).toBeGreaterThan(0);
  expect(Math.max(...moved)).toBeLessThan(6.1e-3);

  // A run from fresh weights draws a new head, never a new base.
  await run('seed');
  const fresh = await session.readWeights();
  expect(fresh.get('conv')).toEqual(base.weights.get('conv'));
  expect(fresh.get('head_dense')).not.toEqual(after.get('head_dense'));
});

test('a head that was trained the fast way keeps its weights in the full network', async () => {
  const all = await parts();
  await trainTransfer(request, all);
  const trained = await all.session.readWeights();
  const before = tf.memory().numTensors;
  const graph = await prepareBase(request, all);
  expect(tf.memory().numTensors).toBe(before);
  const prepared = await all.session.readWeights();
  for (const layer of ['head_dense', 'head_classes', 'conv'])
    expect(prepared.get(layer), layer).toEqual(trained.get(layer));
  expect(graph.nodes.filter(({ trainable }) => trainable).map(({ name }) => name)).toEqual([
    'input_layer',
    'head_pooling',
    'head_dense',
    'head_classes',
  ]);
});

test('a head that was edited in Build is trained on the features, and stands behind the base again', async () => {
  const all = await parts();
  const whole = joinHead(
    behindPictures(tinyBase(), [8, 8, 1]),
    headGraph(behindPictures(tinyBase(), [8, 8, 1]), standard, 2),
  );
  const dense = whole.nodes.find(({ name }) => name === 'head_dense')!;
  const drawn = addLayer(augmented(whole), 'Dropout', { after: dense.id }).graph;
  const result = await trainTransfer({ ...request, head: { kind: 'drawn', graph: drawn } }, all);
  expect(result.outcome.end).toEqual({ kind: 'finished' });
  const names = result.graph!.nodes.map(({ name }) => name);
  expect(names).toContain('dropout_1');
  expect(names).not.toContain('random_flip_1');
  expect(analyzeGraph(result.graph!).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test.each<[string, (whole: ModelGraph) => ModelGraph, RegExp]>([
  [
    'another network',
    () => headGraph(behindPictures(tinyBase(), [8, 8, 1]), standard, 2),
    /does not begin with this base/,
  ],
  ['a base with nothing behind it', () => behindPictures(tinyBase(), [8, 8, 1]), /Nothing stands behind bn_two/],
  [
    'a head that reads inside the base',
    (whole) => {
      const { graph, id } = addLayer(whole, 'Add', { after: whole.nodes.find(({ name }) => name === 'bn_two')!.id });
      return connect(graph, graph.nodes.find(({ name }) => name === 'bn')!.id, id);
    },
    /inside the base/,
  ],
])('%s in Build is refused as a head with a word', (_, draw, message) => {
  const base = behindPictures(tinyBase(), [8, 8, 1]);
  const graph = draw(joinHead(base, headGraph(base, standard, 2)));
  expect(() => headGraph(base, { kind: 'drawn', graph }, 2)).toThrow(message);
});
