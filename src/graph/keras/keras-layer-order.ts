/**
 * The order of `model.layers` in Keras (`keras.src.ops.function.map_graph`): by depth, the longest way to an output,
 * deepest first; layers of one depth in the order in which a depth-first walk from the outputs meets them, and inputs
 * that nothing reads last. A `.keras` knows its weights by this order alone, so a writer has to keep to it.
 */
import { adjacencyOf } from '../adjacency.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';

/**
 * Every layer that an output depends on, and every Input; of nodes that share weights, the one that owns them, since they
 * are one layer of Keras's. The graph must have no cycle.
 */
export function kerasLayerOrder(graph: ModelGraph, outputs: readonly NodeId[]): readonly NodeId[] {
  const adjacency = adjacencyOf(graph);
  const owner = (id: NodeId) => adjacency.node.get(id)?.sharesWeightsOf ?? id;
  const met = new Map<NodeId, number>();
  const finished = new Set<NodeId>();
  const walk = (id: NodeId): void => {
    if (finished.has(id)) return;
    if (!met.has(owner(id))) met.set(owner(id), met.size);
    for (const source of adjacency.sources(id)) walk(source);
    finished.add(id);
  };
  for (const output of outputs) walk(output);
  const callDepths = new Map<NodeId, number>();
  const depths = new Map<NodeId, number>();
  for (const id of [...finished].toReversed()) {
    const depth = Math.max(callDepths.get(id) ?? 0, depths.get(owner(id)) ?? 0);
    depths.set(owner(id), depth);
    for (const source of adjacency.sources(id)) {
      callDepths.set(source, Math.max(depth + 1, callDepths.get(source) ?? 0));
    }
  }
  const unread = graph.nodes.filter(({ id, type }) => type === 'Input' && !met.has(id)).map(({ id }) => id);
  const rank = (id: NodeId, by: ReadonlyMap<NodeId, number>) => by.get(id) ?? 0;
  const sorted = [...met.keys()].sort((a, b) => rank(b, depths) - rank(a, depths) || rank(a, met) - rank(b, met));
  return [...sorted, ...unread];
}
