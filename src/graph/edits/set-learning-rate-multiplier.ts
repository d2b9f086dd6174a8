import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { areOneLayer } from '../sharing.ts';

/**
 * Lets a layer's weights learn at so many times the run's learning rate, wherever they are used; 1 is the same rate.
 * Throws a RangeError for one that is not above 0 and at most 100.
 */
export function setLearningRateMultiplier(graph: ModelGraph, id: NodeId, multiplier: number): ModelGraph {
  if (!(multiplier > 0 && multiplier <= 100)) {
    throw new RangeError(`Expected a multiplier above 0, at most 100. Received: ${multiplier}.`);
  }
  const changed = graph.nodes.find((node) => node.id === id);
  if (!changed || (changed.learningRateMultiplier ?? 1) === multiplier) return graph;
  const given = ({ learningRateMultiplier: _, ...node }: LayerNode): LayerNode =>
    multiplier === 1 ? node : { ...node, learningRateMultiplier: multiplier };
  return { ...graph, nodes: graph.nodes.map((node) => (areOneLayer(node, changed) ? given(node) : node)) };
}
