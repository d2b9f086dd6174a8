import { createNode } from '#graph/edits/create-node.ts';
import { stackRows } from '#graph/layout.ts';
import { emptyGraph, type ModelGraph } from '#graph/model-graph.ts';
import { createIdSource } from '#graph/names.ts';
import { type PreprocessingMode, preprocessingLayer } from './preprocessing.ts';

/**
 * A published network that takes pixels of 0..255, red first: a Rescaling layer `preprocessing` stands behind its input.
 * The graph itself where the mode needs none. See `preprocessingLayer` for the first kernel in mode caffe.
 */
export function withPreprocessing(graph: ModelGraph, mode: PreprocessingMode): ModelGraph {
  const config = preprocessingLayer(mode);
  if (config === null) return graph;
  const node = {
    ...createNode(emptyGraph, 'Rescaling', { x: 0, y: 0 }, { ...config }),
    id: createIdSource(graph)(),
    name: 'preprocessing',
  };
  const inputs = new Set(graph.nodes.filter(({ type }) => type === 'Input').map(({ id }) => id));
  const moved = graph.edges.map((edge) => (inputs.has(edge.source) ? { ...edge, source: node.id } : edge));
  return stackRows({
    nodes: [
      ...graph.nodes.filter(({ id }) => inputs.has(id)),
      node,
      ...graph.nodes.filter(({ id }) => !inputs.has(id)),
    ],
    edges: [...[...inputs].map((source) => ({ source, target: node.id })), ...moved],
  });
}
