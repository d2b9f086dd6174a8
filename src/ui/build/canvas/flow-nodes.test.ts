import { describe, expect, it } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import { setBlock } from '#graph/edits/set-block.ts';
import { setConfig } from '#graph/edits/set-config.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph, NodeId } from '#graph/model-graph.ts';
import { shownGraph } from '#graph/shown-graph.ts';
import { type CanvasFlowNode, flowNodes, type LayerFlowNode } from './flow-nodes.ts';

function smallNetwork(): ModelGraph {
  const model = new ModelBuilder();
  const input = model.layer('Input', { shape: [28, 28, 1] });
  const convolution = model.layer('Conv2D', { filters: 32 }, input);
  model.layer('Dense', { units: 10, activation: 'softmax' }, model.layer('Flatten', {}, convolution));
  return model.build();
}

const nothingExpanded = new Set<string>();

function draw(graph: ModelGraph, previous: readonly CanvasFlowNode[] = [], selected: readonly NodeId[] = []) {
  const shown = shownGraph(graph, nothingExpanded);
  return flowNodes({ shown, analysis: analyzeGraph(graph), selected, moved: new Map(), heat: null }, previous);
}

function nodeNamed(nodes: readonly CanvasFlowNode[], name: string): LayerFlowNode {
  return nodes.find((node) => node.type === 'layer' && node.data.name === name) as LayerFlowNode;
}

describe('flowNodes', () => {
  it('names a node for screen readers by name, type, output and parameters', () => {
    const convolution = nodeNamed(draw(smallNetwork()), 'conv2d_1');
    expect(convolution.ariaRole).toBe('group');
    expect(convolution.ariaLabel).toBe('conv2d_1, Conv2D, output 26 × 26 × 32, 320 parameters');
  });

  it('says whose weights a layer uses', () => {
    const model = new ModelBuilder();
    const input = model.layer('Input', { shape: [8] });
    const first = model.layer('Dense', { units: 8 }, input);
    const second = model.layer('Dense', { units: 8 }, first);
    const graph = model.build();
    const nodes = graph.nodes.map((node) => (node.id === second ? { ...node, sharesWeightsOf: first } : node));
    expect(nodeNamed(draw({ ...graph, nodes }), 'dense_2').ariaLabel).toBe(
      'dense_2, Dense, output 8, 0 parameters, weights of dense_1',
    );
  });

  it('says that an output is unknown, and marks the node to blame', () => {
    const model = new ModelBuilder();
    const input = model.layer('Input', { shape: [4, 4, 1] });
    model.layer('Conv2D', { kernelSize: [9, 9] }, input);
    const convolution = nodeNamed(draw(model.build()), 'conv2d_1');
    expect(convolution.ariaLabel).toBe('conv2d_1, Conv2D, output unknown, error');
    expect(convolution.data).toMatchObject({ output: null, fault: 'error', share: 0 });
  });

  it('splits the computing among the nodes', () => {
    const shares = draw(smallNetwork()).map(({ data }) => data.share);
    expect(shares.reduce((total, share) => total + share, 0)).toBeCloseTo(1, 10);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(0);
  });

  it('keeps every node that looks the same, and renews those that do not', () => {
    const graph = smallNetwork();
    const before = draw(graph);
    const flatten = nodeNamed(before, 'flatten_1');
    const dense = nodeNamed(before, 'dense_1');
    const after = draw(setConfig(graph, dense.id as NodeId, { activation: 'linear' }), before);
    expect(nodeNamed(after, 'flatten_1')).toBe(flatten);
    expect(nodeNamed(after, 'dense_1')).not.toBe(dense);
    expect(draw(graph, before)).toEqual(before);
    expect(draw(graph, before).every((node, index) => node === before[index])).toBe(true);
  });

  it('shows what is selected to sight and to screen readers', () => {
    const graph = smallNetwork();
    const [first] = graph.nodes;
    const [node] = draw(graph, draw(graph), [first!.id]);
    expect(node).toMatchObject({ selected: true, domAttributes: { 'aria-current': true } });
  });

  it('draws a dragged node where it is dragged to', () => {
    const graph = smallNetwork();
    const { id } = graph.nodes[1]!;
    const place = { x: 7, y: 9 };
    const nodes = flowNodes(
      {
        shown: shownGraph(graph, nothingExpanded),
        analysis: analyzeGraph(graph),
        selected: [],
        moved: new Map([[id, place]]),
        heat: null,
      },
      draw(graph),
    );
    expect(nodes[1]?.position).toEqual(place);
  });

  it('gives an Input no handle to connect to', () => {
    const nodes = draw(smallNetwork());
    expect(nodeNamed(nodes, 'input_1').handles?.map(({ type }) => type)).toEqual(['source']);
    expect(nodeNamed(nodes, 'conv2d_1').handles?.map(({ type }) => type)).toEqual(['target', 'source']);
  });

  it('draws a collapsed block as one node that stands for all of its layers', () => {
    const graph = smallNetwork();
    const inside = graph.nodes.slice(1, 3).map(({ id }) => id);
    const grouped = setBlock(graph, inside, 'stem');
    const nodes = draw(grouped, [], inside);
    expect(nodes.map(({ data }) => data.name)).toEqual(['input_1', 'stem', 'dense_1']);
    const [, block] = nodes;
    expect(block).toMatchObject({ type: 'block', selected: true, draggable: false, connectable: false });
    expect(block?.ariaLabel).toBe('stem, block of 2 layers, output 21632, 320 parameters');
    expect(nodes.map(({ data }) => data.share).reduce((total, share) => total + share)).toBeCloseTo(1, 10);
    expect(draw(grouped, nodes, inside).every((node, index) => node === nodes[index])).toBe(true);
    expect(draw(grouped, nodes)[1]).not.toBe(block);
  });

  it('shows each layer’s share of a profiled step, in figures too', () => {
    const graph = smallNetwork();
    const heat = new Map([['conv2d_1', 0.75]]);
    const nodes = flowNodes(
      {
        shown: shownGraph(graph, nothingExpanded),
        analysis: analyzeGraph(graph),
        selected: [],
        moved: new Map(),
        heat,
      },
      [],
    );
    expect(nodes.map(({ data }) => data.heat)).toEqual([0, 0.75, 0, 0]);
    expect(nodeNamed(nodes, 'conv2d_1').ariaLabel).toMatch(/, 75.% of the time$/);
  });
});
