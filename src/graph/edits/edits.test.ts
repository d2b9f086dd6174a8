import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import type { LayerType } from '../layers/index.ts';
import { ROW_PITCH } from '../layout.ts';
import { emptyGraph, type ModelGraph, type NodeId } from '../model-graph.ts';
import { addLayer } from './add-layer.ts';
import { connect, disconnect } from './connect.ts';
import { copyNodes, parseFragment } from './copy-nodes.ts';
import { duplicateNodes } from './duplicate-nodes.ts';
import { insertOnEdge } from './insert-on-edge.ts';
import { moveNodes } from './move-nodes.ts';
import { removeNodes } from './remove-nodes.ts';
import { renameNode } from './rename-node.ts';
import { setConfig } from './set-config.ts';
import { setLearningRateMultiplier } from './set-learning-rate-multiplier.ts';
import { setTrainable } from './set-trainable.ts';

function chain(...types: readonly LayerType[]): ModelGraph {
  return types.reduce((graph, type) => addLayer(graph, type).graph, emptyGraph);
}

function idOf(graph: ModelGraph, name: string): NodeId {
  return graph.nodes.find((node) => node.name === name)!.id;
}

/** Edges by name: `conv2d_1 > relu_1`. */
function wiring({ nodes, edges }: ModelGraph): readonly string[] {
  const name = (id: NodeId) => nodes.find((node) => node.id === id)!.name;
  return edges.map(({ source, target }) => `${name(source)} > ${name(target)}`).sort();
}

function refusal(edit: () => unknown): StrideError {
  try {
    edit();
  } catch (error) {
    if (error instanceof StrideError) return error;
  }
  throw new Error('Nothing was refused.');
}

function hasOverlap({ nodes }: ModelGraph): boolean {
  return nodes.some((a, index) =>
    nodes
      .slice(index + 1)
      .some((b) => Math.abs(a.position.x - b.position.x) < 240 && Math.abs(a.position.y - b.position.y) < 72),
  );
}

test('layers added one after another form a chain from top to bottom with Keras names', () => {
  const graph = chain('Input', 'Conv2D', 'MaxPooling2D', 'Conv2D', 'LeakyReLU', 'Flatten');
  expect(wiring(graph)).toEqual([
    'conv2d_1 > max_pooling2d_1',
    'conv2d_2 > leaky_re_lu_1',
    'input_1 > conv2d_1',
    'leaky_re_lu_1 > flatten_1',
    'max_pooling2d_1 > conv2d_2',
  ]);
  expect(graph.nodes.map(({ position }) => position.y)).toEqual([0, 1, 2, 3, 4, 5].map((row) => row * ROW_PITCH));
});

test('a layer added after one with a single reader takes the place in between and opens a row', () => {
  const before = chain('Input', 'Conv2D', 'Flatten');
  const { graph, id } = addLayer(before, 'ReLU', { after: idOf(before, 'conv2d_1') });
  expect(wiring(graph)).toEqual(['conv2d_1 > re_lu_1', 'input_1 > conv2d_1', 're_lu_1 > flatten_1']);
  expect(graph.nodes.find((node) => node.id === id)!.position).toEqual({ x: 0, y: 2 * ROW_PITCH });
  expect(graph.nodes.find(({ name }) => name === 'flatten_1')!.position).toEqual({ x: 0, y: 3 * ROW_PITCH });
});

test('a layer added after a branching one becomes a branch of its own', () => {
  const start = chain('Input', 'Conv2D');
  const input = idOf(start, 'input_1');
  const two = addLayer(start, 'Conv2D', { position: { x: 300, y: ROW_PITCH } });
  const branched = connect(two.graph, input, two.id);
  const { graph } = addLayer(branched, 'ReLU', { after: input });
  expect(wiring(graph)).toEqual(['input_1 > conv2d_1', 'input_1 > conv2d_2', 'input_1 > re_lu_1']);
  expect(hasOverlap(graph)).toBe(false);
});

test('a merge layer with nothing selected joins all outputs', () => {
  const start = chain('Input', 'Conv2D');
  const two = addLayer(start, 'Conv2D', { position: { x: 300, y: ROW_PITCH } });
  const { graph } = addLayer(connect(two.graph, idOf(start, 'input_1'), two.id), 'Add');
  expect(wiring(graph)).toContain('conv2d_1 > add_1');
  expect(wiring(graph)).toContain('conv2d_2 > add_1');
});

test('an Input added late feeds the layer that waits for one, from above', () => {
  const conv = addLayer(emptyGraph, 'Conv2D').graph;
  const { graph, id } = addLayer(conv, 'Input');
  expect(wiring(graph)).toEqual(['input_1 > conv2d_1']);
  expect(graph.nodes.find((node) => node.id === id)!.position.y).toBeLessThan(0);
});

test('a layer dropped at a position stands there unconnected', () => {
  const { graph } = addLayer(chain('Input'), 'Conv2D', { position: { x: 5, y: 7 }, config: { filters: 4 } });
  expect(graph.edges).toEqual([]);
  expect(graph.nodes[1]).toMatchObject({ position: { x: 5, y: 7 }, config: { filters: 4, kernelSize: [3, 3] } });
});

test('removing layers bridges what they joined and keeps the order of inputs', () => {
  const graph = chain('Input', 'Conv2D', 'ReLU', 'Flatten');
  expect(wiring(removeNodes(graph, [idOf(graph, 'conv2d_1'), idOf(graph, 're_lu_1')]))).toEqual([
    'input_1 > flatten_1',
  ]);
  expect(removeNodes(graph, ['nowhere' as NodeId])).toBe(graph);
});

test('inserting on an edge keeps the order of a merge layer’s inputs', () => {
  let graph = chain('Input', 'Conv2D', 'Subtract');
  const subtract = idOf(graph, 'subtract_1');
  graph = connect(graph, idOf(graph, 'input_1'), subtract);
  const edge = { source: idOf(graph, 'conv2d_1'), target: subtract };
  const inserted = insertOnEdge(graph, edge, 'ReLU');
  const inputs = inserted.graph.edges.filter(({ target }) => target === subtract).map(({ source }) => source);
  expect(inputs).toEqual([inserted.id, idOf(graph, 'input_1')]);
  expect(hasOverlap(inserted.graph)).toBe(false);
  expect(() => insertOnEdge(graph, edge, 'Input')).toThrow(/cannot be inserted between conv2d_1 and subtract_1/);
});

test('connecting replaces the only input of a layer that reads one, and never doubles an edge', () => {
  const graph = chain('Input', 'Conv2D', 'ReLU');
  const [input, relu] = [idOf(graph, 'input_1'), idOf(graph, 're_lu_1')];
  const moved = connect(graph, input, relu);
  expect(wiring(moved)).toEqual(['input_1 > conv2d_1', 'input_1 > re_lu_1']);
  expect(connect(moved, input, relu)).toBe(moved);
  expect(wiring(disconnect(moved, { source: input, target: relu }))).toEqual(['input_1 > conv2d_1']);
  expect(() => connect(graph, relu, input)).toThrow(/input_1 \(Input\) cannot read re_lu_1/);
});

test('an illegal setting is refused with the layer, the setting and the value', () => {
  const graph = chain('Input', 'Conv2D');
  const conv = idOf(graph, 'conv2d_1');
  expect(() => setConfig(graph, conv, { filters: 0 })).toThrow(/conv2d_1 \(Conv2D\) cannot have filters 0/);
  expect(refusal(() => setConfig(graph, conv, { filters: 0.5 })).remedy).toBe('Give a whole number from 1 to 4,096.');
  expect(refusal(() => setConfig(graph, conv, { strides: 0 })).remedy).toMatch(
    /^Give 2 whole numbers .down, right. from 1 to/,
  );
  expect(() => setConfig(graph, conv, { filtres: 3 })).toThrow(/conv2d_1 \(Conv2D\) cannot have filtres 3/);
  expect(setConfig(graph, conv, { kernelSize: 5 }).nodes[1]).toMatchObject({ config: { kernelSize: [5, 5] } });
  expect(setConfig(graph, conv, { filters: 32 })).toBe(graph);
});

test('names stay unique and legal', () => {
  const graph = chain('Input', 'Conv2D', 'Conv2D');
  const first = idOf(graph, 'conv2d_1');
  expect(renameNode(graph, first, 'stem').nodes[1]!.name).toBe('stem');
  expect(() => renameNode(graph, first, 'conv2d_2')).toThrow(/another layer has that name/);
  expect(renameNode(graph, first, 'block1/my conv').nodes[1]!.name).toBe('block1/my conv');
  for (const name of ['', ' conv', 'conv\n', 'a\u0000b', 'x'.repeat(201)]) {
    expect(() => renameNode(graph, first, name), JSON.stringify(name)).toThrow(/1 to 200 characters/);
  }
});

test('freezing and moving change nothing where nothing changes', () => {
  const graph = chain('Input', 'Conv2D');
  const conv = idOf(graph, 'conv2d_1');
  expect(setTrainable(graph, conv, true)).toBe(graph);
  expect(setTrainable(graph, conv, false).nodes[1]!.trainable).toBe(false);
  expect(moveNodes(graph, new Map([[conv, { x: 0, y: ROW_PITCH }]]))).toBe(graph);
  expect(moveNodes(graph, new Map([[conv, { x: 9, y: 9 }]])).nodes[1]!.position).toEqual({ x: 9, y: 9 });
});

test('a layer learns at a rate of its own until it is given the run’s again', () => {
  const graph = chain('Input', 'Conv2D');
  const conv = idOf(graph, 'conv2d_1');
  const slow = setLearningRateMultiplier(graph, conv, 0.1);
  expect(slow.nodes[1]!.learningRateMultiplier).toBe(0.1);
  expect(setLearningRateMultiplier(slow, conv, 0.1)).toBe(slow);
  expect(setLearningRateMultiplier(slow, conv, 1)).toEqual(graph);
  expect(setLearningRateMultiplier(graph, conv, 1)).toBe(graph);
  for (const multiplier of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 101]) {
    expect(() => setLearningRateMultiplier(graph, conv, multiplier)).toThrow(/Received/);
  }
});

test('layers survive the clipboard and get fresh ids and names', () => {
  const graph = chain('Input', 'Conv2D', 'ReLU');
  const ids = [idOf(graph, 'conv2d_1'), idOf(graph, 're_lu_1')];
  const fragment = copyNodes(graph, ids);
  expect(parseFragment(JSON.stringify(fragment))).toEqual({ ok: true, value: fragment });
  expect(wiring(duplicateNodes(graph, ids).graph)).toEqual([
    'conv2d_1 > re_lu_1',
    'conv2d_2 > re_lu_2',
    'input_1 > conv2d_1',
  ]);
  expect(parseFragment('hello')).toMatchObject({ ok: false });
  expect(parseFragment('{"kind":"stride/layers","graph":{"nodes":[{}],"edges":[]}}')).toMatchObject({ ok: false });
});
