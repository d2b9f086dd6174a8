import { expect, test, vi } from 'vitest';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ExchangeEngine, OpenedModelReport } from '#protocol/exchange.ts';
import { editGraph } from './edit-graph.ts';
import { dismissOpened, modelFileAmong, openFiles, replaceByOpened } from './open-model.ts';
import { fakeEngine } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

function report(parts: Partial<OpenedModelReport> = {}): OpenedModelReport {
  const model = new ModelBuilder();
  model.layer('Dense', { units: 10, activation: 'softmax' }, model.layer('Input', { shape: [4] }));
  return {
    id: 'opened-1',
    name: 'theirs',
    graph: model.build(),
    parameters: 50,
    hasWeights: true,
    notes: [],
    unknownLayers: [],
    ...parts,
  };
}

function setUp(parts: Partial<ExchangeEngine> = {}) {
  const exchange = {
    openModel: vi.fn(async () => report()),
    adoptModel: vi.fn(async () => {}),
    forgetModel: vi.fn(async () => {}),
    ...parts,
  };
  return { exchange, stride: testStride({ engine: fakeEngine({ exchange: exchange as unknown as ExchangeEngine }) }) };
}

const keras = new File(['x'], 'theirs.keras');

test('an opened model is shown and replaces nothing until it is taken; Undo brings the document back', async () => {
  const { stride, exchange } = setUp();
  const mine = stride.project.getProject();
  await openFiles(stride, [keras]);
  expect(stride.view.getState().overlay).toBe('opened-model');
  expect(stride.opened.getState()).toMatchObject({ phase: 'ready', fileName: 'theirs.keras' });
  expect(stride.project.getProject()).toBe(mine);
  await replaceByOpened(stride);
  const { graph, name } = stride.project.getProject();
  expect(name).toBe('theirs');
  await expect.poll(() => stride.training.getState().trainedGraph).toBe(graph);
  expect(exchange.adoptModel).toHaveBeenCalledWith('opened-1', graph, mine.dataset);
  stride.project.undo();
  expect(stride.project.getProject()).toEqual(mine);
});

test('keeping one’s own frees what was read', async () => {
  const { stride, exchange } = setUp();
  const mine = stride.project.getProject();
  await openFiles(stride, [keras]);
  dismissOpened(stride);
  expect(exchange.forgetModel).toHaveBeenCalledWith('opened-1');
  await replaceByOpened(stride);
  expect(stride.project.getProject()).toBe(mine);
});

test('a model with a layer that Stride lacks gets its weights once that is removed', async () => {
  const model = new ModelBuilder();
  const unknown = model.layer('UnknownLayer', { className: 'Lambda' }, model.layer('Input', { shape: [4] }));
  model.layer('Dense', { units: 10, activation: 'softmax' }, unknown);
  const { stride, exchange } = setUp({ openModel: async () => report({ graph: model.build() }) });
  await openFiles(stride, [keras]);
  await replaceByOpened(stride);
  expect(exchange.adoptModel).not.toHaveBeenCalled();
  editGraph(stride, 'Remove it', (graph) => removeNodes(graph, [unknown]));
  const { graph, dataset } = stride.project.getProject();
  expect(exchange.adoptModel).toHaveBeenCalledExactlyOnceWith('opened-1', graph, dataset);
});

test('weights never go to another document', async () => {
  const model = new ModelBuilder();
  model.layer('UnknownLayer', { className: 'Lambda' }, model.layer('Input', { shape: [4] }));
  const { stride, exchange } = setUp({ openModel: async () => report({ graph: model.build() }) });
  await openFiles(stride, [keras]);
  await replaceByOpened(stride);
  stride.project.undo();
  expect(exchange.adoptModel).not.toHaveBeenCalled();
});

test('a file that cannot be read says why, and the document stays', async () => {
  const fault = { code: 'unreadable-file', message: 'theirs.keras cannot be read.', remedy: 'Choose another file.' };
  const { stride } = setUp({ openModel: () => Promise.reject(fault) });
  const mine = stride.project.getProject();
  await openFiles(stride, [keras]);
  expect(stride.opened.getState()).toMatchObject({ phase: 'failed', message: fault.message, remedy: fault.remedy });
  expect(stride.project.getProject()).toBe(mine);
});

test('a project of Stride’s own is opened as one, a model.json with its shards goes to the engine', async () => {
  const { stride, exchange } = setUp();
  const other = { ...stride.project.getProject(), name: 'Other' };
  await openFiles(stride, [new File([JSON.stringify(other)], 'other.stride.json')]);
  expect(stride.project.getProject().name).toBe('Other');
  expect(exchange.openModel).not.toHaveBeenCalled();
  const json = new File(['{"modelTopology":{}}'], 'model.json');
  const shard = new File(['x'], 'group1-shard1of1.bin');
  await openFiles(stride, [shard, json]);
  expect(exchange.openModel).toHaveBeenCalledWith(json, [shard]);
});

test('pictures are no models', async () => {
  const { stride, exchange } = setUp();
  expect(modelFileAmong([new File(['x'], 'cat.jpg'), new File(['x'], 'notes.h5.txt')])).toBeNull();
  await openFiles(stride, [new File(['x'], 'cat.jpg')]);
  expect(exchange.openModel).not.toHaveBeenCalled();
  expect(stride.notices.store.getState().notices[0]).toMatchObject({ tone: 'error' });
});
