/** Which layers a layer can still be connected with, without repeating an edge and without closing a cycle. */
import { adjacencyOf, descendants } from '#graph/adjacency.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerNode, ModelGraph, NodeId } from '#graph/model-graph.ts';

/** Layers whose output the node could read as well. */
export function possibleSources(graph: ModelGraph, { id, type }: LayerNode): readonly LayerNode[] {
  if (definitionOf(type).arity.max === 0) return [];
  const adjacency = adjacencyOf(graph);
  const below = descendants(adjacency, id);
  const read = new Set(adjacency.sources(id));
  return graph.nodes.filter((node) => !below.has(node.id) && !read.has(node.id));
}

/** Layers that could read the node's output as well. */
export function possibleTargets(graph: ModelGraph, { id }: LayerNode): readonly LayerNode[] {
  const adjacency = adjacencyOf(graph);
  const above = new Set<NodeId>([id]);
  for (const below of above) for (const source of adjacency.sources(below)) above.add(source);
  const readers = new Set(adjacency.readers(id));
  return graph.nodes.filter(
    (node) => !above.has(node.id) && !readers.has(node.id) && definitionOf(node.type).arity.max > 0,
  );
}
