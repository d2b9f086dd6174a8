/**
 * The order of `model.layers` in Keras: by depth, the longest way to the output, deepest first; layers of one depth in the
 * order in which a depth-first walk from the output meets them (`keras.src.ops.function.map_graph`). Old `.h5` files
 * hold their weights in this order and no other key to them.
 */
import { adjacencyOf } from '#graph/adjacency.ts';
import type { ModelGraph, NodeId } from '#graph/model-graph.ts';

/** The nodes that `output` depends on, itself included. The graph must have no cycle. */
export function kerasOrder(graph: ModelGraph, output: NodeId): readonly NodeId[] {
  const adjacency = adjacencyOf(graph);
  const walked = new Map<NodeId, number>();
  const finished: NodeId[] = [];
  const walk = (id: NodeId): void => {
    if (walked.has(id)) return;
    walked.set(id, walked.size);
    for (const source of adjacency.sources(id)) walk(source);
    finished.push(id);
  };
  walk(output);

  const depth = new Map<NodeId, number>();
  for (const id of finished.toReversed()) {
    const own = depth.get(id) ?? 0;
    depth.set(id, own);
    for (const source of adjacency.sources(id)) depth.set(source, Math.max(own + 1, depth.get(source) ?? 0));
  }
  const rank = (id: NodeId, by: ReadonlyMap<NodeId, number>) => by.get(id) ?? 0;
  return finished.toSorted((a, b) => rank(b, depth) - rank(a, depth) || rank(a, walked) - rank(b, walked));
}
