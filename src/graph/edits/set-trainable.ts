import type { ModelGraph, NodeId } from '../model-graph.ts';
import { areOneLayer } from '../sharing.ts';

/** Freezes a layer's weights or lets training change them again, wherever they are used. */
export function setTrainable(graph: ModelGraph, id: NodeId, trainable: boolean): ModelGraph {
  const changed = graph.nodes.find((node) => node.id === id);
  if (!changed || changed.trainable === trainable) return graph;
  return { ...graph, nodes: graph.nodes.map((node) => (areOneLayer(node, changed) ? { ...node, trainable } : node)) };
}
