/** The graphs of transfer learning: the base behind pictures of a data set, the head, and both as one. */
import { present } from '#base/assert.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { createNode } from '#graph/edits/create-node.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { stackRows } from '#graph/layout.ts';
import { type Edge, emptyGraph, type LayerNode, type ModelGraph, type NodeId } from '#graph/model-graph.ts';
import { createIdSource } from '#graph/names.ts';
import type { Shape } from '#graph/shape.ts';
import { picturesBlock } from '#graph/transfer/base-blocks.ts';
import type { TransferHead } from '#protocol/transfer.ts';
import type { LayerWeights, NamedWeight } from '../layer-weights.ts';
import { drawnHead, featuresInput } from './drawn-head.ts';

export interface WeightedGraph {
  readonly graph: ModelGraph;
  readonly weights: LayerWeights;
}

interface Link {
  readonly type: LayerType;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
}

const colours = 'gray_to_rgb';

/**
 * The base, frozen, for pictures of this shape: they are scaled to its size inside the network, and grey ones given three
 * equal channels, so that the data set's pictures and new ones pass the same way.
 */
export function behindPictures(graph: ModelGraph, sampleShape: Shape): ModelGraph {
  const [height, width, channels] = sampleShape;
  const input = present(
    graph.nodes.find(({ type }) => type === 'Input'),
    'a base has an input',
  );
  if (input.type !== 'Input') throw new Error('Assertion failed: an input is an Input');
  const [wantedHeight, wantedWidth] = input.config.shape;
  const links: Link[] = [];
  if (height !== wantedHeight || width !== wantedWidth) {
    links.push({ type: 'Resizing', name: 'resize', config: { height: wantedHeight, width: wantedWidth } });
  }
  if (channels === 1) {
    links.push({ type: 'Conv2D', name: colours, config: { filters: 3, kernelSize: [1, 1], useBias: false } });
  }
  const freshId = createIdSource(graph);
  const added = links.map(
    (link): LayerNode => ({
      ...nodeOf(link, freshId()),
      block: picturesBlock,
      trainable: false,
    }),
  );
  const chain = [input.id, ...added.map(({ id }) => id)];
  const first = present(chain.at(-1), 'a chain has an end');
  const edges = [
    ...chainEdges(chain),
    ...graph.edges.map((edge) => (edge.source === input.id ? { ...edge, source: first } : edge)),
  ];
  const frozen = graph.nodes
    .filter(({ id }) => id !== input.id)
    .map((node): LayerNode => ({ ...node, trainable: false }));
  const shaped: LayerNode = { ...input, config: { ...input.config, shape: [...sampleShape] } };
  return stackRows({ nodes: [shaped, ...added, ...frozen], edges });
}

/** The base's weights with those of the layers that `behindPictures` put in front. */
export function weightsBehindPictures(weights: LayerWeights, [, , channels]: Shape): LayerWeights {
  if (channels !== 1) return weights;
  const same: NamedWeight = { name: 'kernel', shape: [1, 1, 1, 3], values: Float32Array.of(1, 1, 1) };
  return new Map([...weights, [colours, [same]]]);
}

/** The shape that a graph with one output gives, without the batch axis. */
export function outputShape(graph: ModelGraph): Shape {
  const analysis = analyzeGraph(graph);
  const end = present(analysis.outputs[0], 'the graph has an output');
  return present(analysis.nodes.get(end), 'the output has a shape').output;
}

/**
 * A classifier on the base's features, as a graph of its own. Throws a `StrideError` with code `head-does-not-fit` where a
 * drawn one does not stand behind this base.
 */
export function headGraph(base: ModelGraph, head: TransferHead, classes: number): ModelGraph {
  const features = outputShape(base);
  const input = featuresInput(features);
  if (head.kind === 'drawn') return drawnHead(head.graph, base, input);
  const links: readonly Link[] = [
    ...(features.length === 3 ? [{ type: head.pooling, name: 'head_pooling', config: {} }] : []),
    { type: 'Dense', name: 'head_dense', config: { units: head.units, activation: 'relu' } },
    { type: 'Dense', name: 'head_classes', config: { units: classes, activation: 'softmax' } },
  ];
  const freshId = createIdSource({ nodes: [input], edges: [] });
  const added = links.map((link) => nodeOf(link, freshId()));
  return stackRows({
    nodes: [input, ...added],
    edges: chainEdges([input.id, ...added.map(({ id }) => id)]),
  });
}

/** The base and its head as one network. Layers keep their names, and so their weights. */
export function joinHead(base: ModelGraph, head: ModelGraph): ModelGraph {
  const end = present(analyzeGraph(base).outputs[0], 'a base has an output');
  const freshId = createIdSource(base);
  const ids = new Map(head.nodes.map(({ id, type }) => [id, type === 'Input' ? end : freshId()]));
  const idOf = (id: NodeId) => present(ids.get(id), 'an edge joins nodes that are there');
  const added = head.nodes
    .filter(({ type }) => type !== 'Input')
    .map((node): LayerNode => {
      const own = { ...node, id: idOf(node.id) };
      return node.sharesWeightsOf === undefined ? own : { ...own, sharesWeightsOf: idOf(node.sharesWeightsOf) };
    });
  return stackRows({
    nodes: [...base.nodes, ...added],
    edges: [...base.edges, ...head.edges.map(({ source, target }) => ({ source: idOf(source), target: idOf(target) }))],
  });
}

function nodeOf({ type, name, config }: Link, id: NodeId): LayerNode {
  return { ...createNode(emptyGraph, type, { x: 0, y: 0 }, config), id, name };
}

function chainEdges(chain: readonly NodeId[]): readonly Edge[] {
  return chain.slice(1).map((target, index) => ({ source: present(chain[index], 'a chain has links'), target }));
}
