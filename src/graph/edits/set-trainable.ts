import type { ModelGraph, NodeId } from '../model-graph.ts';

/** Freezes a layer's weights or lets training change them again. */
export function setTrainable(graph: ModelGraph, id: NodeId, trainable: boolean): ModelGraph {
  if (!graph.nodes.some((node) => node.id === id && node.trainable !== trainable)) return graph;
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === id ? { ...node, trainable } : node)) };
}
