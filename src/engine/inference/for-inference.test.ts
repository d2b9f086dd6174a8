import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import { combineSeeds, fnv1a, uniformAt } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { createNode } from '#graph/edits/create-node.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { emptyGraph, type ModelGraph, type NodeId } from '#graph/model-graph.ts';
import { zooNetworks } from '#zoo/registry.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { LayerWeights } from '../layer-weights.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { forInference } from './for-inference.ts';

beforeAll(standOnCpu);

type Layer = readonly [type: LayerType, config: Readonly<Record<string, unknown>>];

const pair = fc.constantFrom([1, 1], [2, 2], [3, 3], [1, 2]);
const padding = fc.constantFrom('same', 'valid');
const activation = fc.constantFrom('linear', 'linear', 'linear', 'relu', 'tanh');
const convolution = { kernelSize: pair, strides: pair, padding, activation, useBias: fc.boolean() };
const layer: fc.Arbitrary<Layer> = fc.oneof(
  fc.tuple(fc.constant('Conv2D' as const), fc.record({ ...convolution, filters: fc.integer({ min: 1, max: 4 }) })),
  fc.tuple(
    fc.constant('DepthwiseConv2D' as const),
    fc.record({ ...convolution, strides: fc.constantFrom([1, 1], [2, 2]), depthMultiplier: fc.constantFrom(1, 2) }),
  ),
  fc.tuple(
    fc.constant('SeparableConv2D' as const),
    fc.record({ ...convolution, strides: fc.constantFrom([1, 1], [2, 2]), filters: fc.constantFrom(2, 3) }),
  ),
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constant('BatchNormalization' as const),
      fc.record({ center: fc.boolean(), scale: fc.boolean(), axis: fc.constantFrom(-1, -1, 3, 1) }),
    ),
  },
  fc.tuple(fc.constant('ReLU' as const), fc.record({ maxValue: fc.constantFrom(null, 6, 1) })),
  fc.tuple(fc.constant('Activation' as const), fc.record({ activation: fc.constantFrom('relu', 'elu', 'sigmoid') })),
  fc.tuple(
    fc.constant('ZeroPadding2D' as const),
    fc.record({ padding: fc.constantFrom([0, 1, 0, 1], [1, 1, 1, 1], [0, 0, 0, 0], [1, 0, 0, 1]) }),
  ),
  fc.tuple(fc.constant('Add' as const), fc.constant({})),
  fc.tuple(fc.constant('Flatten' as const), fc.constant({})),
  fc.tuple(fc.constant('Dense' as const), fc.record({ units: fc.constantFrom(2, 3), activation })),
);

/** Layers one behind another; one in four reads an earlier layer instead, so that some are read twice. */
const graphs = fc
  .array(fc.tuple(layer, fc.nat(3), fc.nat(20)), { minLength: 2, maxLength: 9 })
  .map((steps) => steps.reduce(withLayer, withLayer(emptyGraph, [['Input', { shape: [7, 6, 3] }], 1, 0])));

/** The graph as it was where the layer does not fit. */
function withLayer(graph: ModelGraph, [[type, config], branch, place]: readonly [Layer, number, number]): ModelGraph {
  const node = createNode(graph, type, { x: 0, y: 0 }, config);
  const { nodes } = graph;
  const source = nodes.at(branch === 0 ? place % nodes.length : -1)?.id;
  const sources = type === 'Add' ? [source, nodes.at(place % nodes.length)?.id] : [source];
  const edges = sources.flatMap((id) => (id === undefined ? [] : [{ source: id, target: node.id }]));
  const grown = { nodes: [...nodes, node], edges: [...graph.edges, ...edges] };
  const { problems } = analyzeGraph(grown);
  return problems.some(({ severity, code }) => severity === 'error' && code !== 'dangling-end') && nodes.length > 0
    ? graph
    : grown;
}

/** Kernels that keep the size of what goes through them, and statistics away from 0. */
function drawnWeights(graph: ModelGraph, seed: number): LayerWeights {
  const { nodes } = analyzeGraph(graph);
  return new Map(
    graph.nodes.map(({ id, name }) => [
      name,
      (nodes.get(id)?.weights ?? []).map((spec) => {
        const own = combineSeeds(seed, fnv1a(`${name}/${spec.name}`));
        const isKernel = spec.shape.length > 1;
        const size = isKernel ? Math.sqrt(3 / product(spec.shape.slice(0, -1))) : 0.5;
        const centre = ['gamma', 'moving_variance'].includes(spec.name) ? 1 : 0;
        const values = Float32Array.from(
          { length: product(spec.shape) },
          (_, index) => centre + size * (2 * uniformAt(own, index) - 1),
        );
        return { name: spec.name, shape: spec.shape, values };
      }),
    ]),
  );
}

function zeroWeights(graph: ModelGraph): LayerWeights {
  const { nodes } = analyzeGraph(graph);
  const zeros = (id: NodeId) =>
    (nodes.get(id)?.weights ?? []).map((spec) => ({ ...spec, values: new Float32Array(product(spec.shape)) }));
  return new Map(graph.nodes.map(({ id, name }) => [name, zeros(id)]));
}

/** By node, what every output of the network answers to a drawn input. */
function answers(graph: ModelGraph, weights: LayerWeights): ReadonlyMap<NodeId, Float32Array> {
  const { outputs, inputs, nodes } = analyzeGraph(graph);
  const shape = [2, ...present(nodes.get(present(inputs[0], 'an input')), 'a shape').output];
  const network = buildNetwork(graph, 0, {}, weights);
  const found = new Map<NodeId, Float32Array>();
  tf.tidy(() => {
    const x = tf.tensor(
      Float32Array.from({ length: product(shape) }, (_, index) => 2 * uniformAt(7, index) - 1),
      shape,
    );
    const tensors = [network.model.apply(x)].flat() as tf.Tensor[];
    for (const [index, id] of outputs.entries()) found.set(id, tensors[index]!.dataSync() as Float32Array);
  });
  network.dispose();
  return found;
}

function expectSame(graph: ModelGraph, weights: LayerWeights): ModelGraph {
  const before = answers(graph, weights);
  const folded = forInference({ graph, weights });
  const after = answers(folded.graph, folded.weights);
  expect(new Set(after.keys())).toEqual(new Set(before.keys()));
  for (const [id, expected] of before) {
    const values = present(after.get(id), 'the same outputs');
    const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const worst = values.reduce((most, value, index) => Math.max(most, Math.abs(value - expected[index]!)), 0);
    expect(values).toHaveLength(expected.length);
    expect(worst).toBeLessThanOrEqual(1e-5 * largest + 1e-9);
  }
  return folded.graph;
}

const count = ({ nodes }: ModelGraph, type: LayerType) => nodes.filter((node) => node.type === type).length;

test('random graphs answer the same, to 1 in 100,000, in fewer layers', () => {
  let saved = 0;
  fc.assert(
    fc.property(graphs, fc.nat(1000), (graph, seed) => {
      // A graph of one Input answers nothing.
      if (graph.nodes.length < 2) return;
      const folded = expectSame(graph, drawnWeights(graph, seed));
      saved += graph.nodes.length - folded.nodes.length;
    }),
    { numRuns: 300, seed: 4 },
  );
  expect(saved).toBeGreaterThan(100);
});

function chain(...layers: readonly Layer[]): ModelGraph {
  return [['Input', { shape: [8, 8, 3] }] as Layer, ...layers].reduce(
    (graph, each) => withLayer(graph, [each, 1, 0]),
    emptyGraph,
  );
}

describe('what becomes one layer', () => {
  test.each<[string, ModelGraph, readonly LayerType[]]>([
    [
      'a convolution, its normalization and its activation',
      chain(['Conv2D', { useBias: false }], ['BatchNormalization', {}], ['ReLU', { maxValue: 6 }]),
      ['Input', 'Conv2D'],
    ],
    [
      'a padding that is the convolution’s own',
      chain(
        ['ZeroPadding2D', { padding: [0, 1, 0, 1] }],
        ['DepthwiseConv2D', { strides: [2, 2] }],
        ['BatchNormalization', {}],
      ),
      ['Input', 'DepthwiseConv2D'],
    ],
    [
      'not a padding that differs from it',
      chain(['ZeroPadding2D', { padding: [1, 1, 1, 1] }], ['Conv2D', { strides: [2, 2] }]),
      ['Input', 'ZeroPadding2D', 'Conv2D'],
    ],
    [
      'a normalization before its activation, as a depthwise convolution',
      chain(['MaxPooling2D', {}], ['BatchNormalization', {}], ['Activation', { activation: 'relu' }], ['Conv2D', {}]),
      ['Input', 'MaxPooling2D', 'DepthwiseConv2D', 'Conv2D'],
    ],
    [
      'not an activation that no program applies with its sums',
      chain(['Conv2D', { activation: 'relu' }], ['Flatten', {}], ['Dense', {}], ['Activation', { activation: 'gelu' }]),
      ['Input', 'Conv2D', 'Flatten', 'Dense', 'Activation'],
    ],
  ])('%s', (_, graph, types) => {
    const folded = expectSame(graph, drawnWeights(graph, 3));
    expect(folded.nodes.map(({ type }) => type)).toEqual(types);
  });
});

test('of layers that share weights, and of a layer that two read, nothing is folded', () => {
  const graph = chain(['Conv2D', { filters: 3, padding: 'same' }], ['BatchNormalization', {}]);
  const [input, convolution, normalization] = graph.nodes.map(({ id }) => id);
  const again = { ...graph.nodes[1]!, id: 'again' as NodeId, name: 'again', sharesWeightsOf: convolution! };
  const shared: ModelGraph = {
    nodes: [...graph.nodes, again],
    edges: [...graph.edges, { source: normalization!, target: again.id }],
  };
  expect(count(expectSame(shared, drawnWeights(graph, 5)), 'Conv2D')).toBe(2);
  const add = { ...createNode(graph, 'Add', { x: 0, y: 0 }), id: 'sum' as NodeId };
  const edges = [convolution!, normalization!].map((source) => ({ source, target: add.id }));
  const twice = { nodes: [...graph.nodes, add], edges: [...graph.edges, ...edges] };
  const folded = expectSame(twice, drawnWeights(twice, 5));
  expect(folded.nodes.map(({ id }) => id)).toEqual([input, convolution, normalization, add.id]);
});

test('no network of the zoo runs a normalization of its own, and MobileNet’s paddings are gone', () => {
  for (const name of ['MobileNet', 'ResNet50V2', 'DenseNet121', 'EfficientNetB0']) {
    const graph = present(
      zooNetworks.find((network) => network.name === name),
      name,
    ).build({ includeTop: false, inputShape: [64, 64, 3] });
    const folded = forInference({ graph, weights: zeroWeights(graph) }).graph;
    expect(count(folded, 'BatchNormalization'), name).toBe(0);
    if (name === 'MobileNet') expect(folded.nodes).toHaveLength(28);
  }
});
