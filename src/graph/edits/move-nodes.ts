import type { ModelGraph, NodeId, Position } from '../model-graph.ts';

/** Puts nodes at new positions; ids that are not in the graph are ignored. */
export function moveNodes(graph: ModelGraph, positions: ReadonlyMap<NodeId, Position>): ModelGraph {
  const isMoved = graph.nodes.some(({ id, position }) => {
    const next = positions.get(id);
    return next !== undefined && (next.x !== position.x || next.y !== position.y);
  });
  if (!isMoved) return graph;
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const position = positions.get(node.id);
      return position ? { ...node, position } : node;
    }),
  };
}
