import type { Edge, ModelGraph, NodeId } from '../model-graph.ts';
import { handOnWeights } from '../sharing.ts';

/** Removes layers. What read a removed layer with exactly one input then reads that input, so that chains stay whole; weights that it shared stay with the others. */
export function removeNodes(graph: ModelGraph, ids: readonly NodeId[]): ModelGraph {
  const gone = new Set(ids);
  const nodes = graph.nodes.filter(({ id }) => !gone.has(id));
  if (nodes.length === graph.nodes.length) return graph;
  let edges = graph.edges;
  for (const id of gone) edges = bridge(edges, id);
  return { nodes: handOnWeights(nodes), edges };
}

/** The edges without the node: each edge that left it now leaves its only source, at the same place in the order. */
function bridge(edges: readonly Edge[], removed: NodeId): readonly Edge[] {
  const entering = edges.filter(({ target }) => target === removed);
  const source = entering.length === 1 ? entering[0]?.source : undefined;
  const already = new Set(edges.filter((edge) => edge.source === source).map(({ target }) => target));
  return edges.flatMap((edge) => {
    if (edge.target === removed) return [];
    if (edge.source !== removed) return [edge];
    const isBridge = source !== undefined && source !== removed && edge.target !== source && !already.has(edge.target);
    return isBridge ? [{ source, target: edge.target }] : [];
  });
}
