/** The graphs of transfer learning: the base behind pictures of a data set, the head, and both as one. */
import { present } from '#base/assert.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import { createNode } from '#graph/edits/create-node.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { stackRows } from '#graph/layout.ts';
import { type Edge, emptyGraph, type LayerNode, type ModelGraph, type NodeId } from '#graph/model-graph.ts';
import { createIdSource, namesIn } from '#graph/names.ts';
import type { Shape } from '#graph/shape.ts';
import type { TransferHead } from '#protocol/transfer.ts';
import type { LayerWeights, NamedWeight } from '../layer-weights.ts';

export interface WeightedGraph {
  readonly graph: ModelGraph;
  readonly weights: LayerWeights;
}

interface Link {
  readonly type: LayerType;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly block?: string;
  readonly trainable: boolean;
}

const colours = 'gray_to_rgb';

/**
 * The base, frozen, for pictures of this shape: they are scaled to its size inside the network, and grey ones given three
 * equal channels, so that the data set's pictures and new ones pass the same way.
 */
export function behindPictures({ graph, weights }: WeightedGraph, sampleShape: Shape): WeightedGraph {
  const [height, width, channels] = sampleShape;
  const input = present(
    graph.nodes.find(({ type }) => type === 'Input'),
    'a base has an input',
  );
  if (input.type !== 'Input') throw new Error('Assertion failed: an input is an Input');
  const [wantedHeight, wantedWidth] = input.config.shape;
  const links: Link[] = [];
  if (height !== wantedHeight || width !== wantedWidth) {
    const config = { height: wantedHeight, width: wantedWidth };
    links.push({ type: 'Resizing', name: 'resize', config, block: 'pictures', trainable: false });
  }
  if (channels === 1) {
    const config = { filters: 3, kernelSize: [1, 1], useBias: false };
    links.push({ type: 'Conv2D', name: colours, config, block: 'pictures', trainable: false });
  }
  const freshId = createIdSource(graph);
  const added = links.map((link) => nodeOf(link, freshId()));
  const chain = [input.id, ...added.map(({ id }) => id)];
  const first = present(chain.at(-1), 'a chain has an end');
  const edges = [
    ...links.map((_, index): Edge => edgeAt(chain, index)),
    ...graph.edges.map((edge) => (edge.source === input.id ? { ...edge, source: first } : edge)),
  ];
  const frozen = graph.nodes
    .filter(({ id }) => id !== input.id)
    .map((node): LayerNode => ({ ...node, trainable: false }));
  const shaped: LayerNode = { ...input, config: { ...input.config, shape: [...sampleShape] } };
  const same: NamedWeight = { name: 'kernel', shape: [1, 1, 1, 3], values: Float32Array.of(1, 1, 1) };
  return {
    graph: stackRows({ nodes: [shaped, ...added, ...frozen], edges }),
    weights: channels === 1 ? new Map([...weights, [colours, [same]]]) : weights,
  };
}

/** The shape that a graph with one output gives, without the batch axis. */
export function outputShape(graph: ModelGraph): Shape {
  const analysis = analyzeGraph(graph);
  const end = present(analysis.outputs[0], 'the graph has an output');
  return present(analysis.nodes.get(end), 'the output has a shape').output;
}

/** A classifier on features of this shape. */
export function headGraph(features: Shape, head: TransferHead, classes: number): ModelGraph {
  const input = { ...createNode(emptyGraph, 'Input', { x: 0, y: 0 }, { shape: [...features] }), name: 'features' };
  return append({ nodes: [input], edges: [] }, headLinks(features, head, classes));
}

/** The base and its head as one network. The head's layers keep their names, and so their weights. */
export function joinHead(base: ModelGraph, head: TransferHead, classes: number): ModelGraph {
  return append(base, headLinks(outputShape(base), head, classes));
}

function headLinks(features: Shape, { pooling, units }: TransferHead, classes: number): readonly Link[] {
  const link = (type: LayerType, name: string, config: Link['config'] = {}): Link => ({
    type,
    name,
    config,
    block: 'head',
    trainable: true,
  });
  return [
    ...(features.length === 3 ? [link(pooling, 'head_pooling')] : []),
    link('Dense', 'head_dense', { units, activation: 'relu' }),
    link('Dense', 'head_classes', { units: classes, activation: 'softmax' }),
  ];
}

function append(graph: ModelGraph, links: readonly Link[]): ModelGraph {
  const taken = namesIn(graph);
  if (links.some(({ name }) => taken.has(name))) throw new Error('Assertion failed: a base has no head of ours');
  const [end] = analyzeGraph(graph).outputs;
  const freshId = createIdSource(graph);
  const added = links.map((link) => nodeOf(link, freshId()));
  const chain = [present(end, 'the graph has an output'), ...added.map(({ id }) => id)];
  return stackRows({
    nodes: [...graph.nodes, ...added],
    edges: [...graph.edges, ...links.map((_, index) => edgeAt(chain, index))],
  });
}

function nodeOf({ type, name, config, block, trainable }: Link, id: NodeId): LayerNode {
  const node = { ...createNode(emptyGraph, type, { x: 0, y: 0 }, config), id, name, trainable };
  return block === undefined ? node : { ...node, block };
}

function edgeAt(chain: readonly NodeId[], index: number): Edge {
  return {
    source: present(chain[index], 'a chain has links'),
    target: present(chain[index + 1], 'a chain has links'),
  };
}
