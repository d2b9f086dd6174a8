/** Who reads whom, looked up rather than searched: built once for a graph, in time linear in its edges. */
import type { Edge, LayerNode, NodeId } from './model-graph.ts';

export interface Adjacency<Node = LayerNode> {
  readonly node: ReadonlyMap<NodeId, Node>;
  /** What a node reads, in the order of its inputs; a source stands there as often as it is read. */
  sources(id: NodeId): readonly NodeId[];
  /** Who reads a node. */
  readers(id: NodeId): readonly NodeId[];
}

/** Edges with an end that does not exist are left out. */
export function adjacencyOf<Node extends { readonly id: NodeId }>({
  nodes,
  edges,
}: {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
}): Adjacency<Node> {
  const node = new Map(nodes.map((each) => [each.id, each]));
  const sources = new Map<NodeId, NodeId[]>();
  const readers = new Map<NodeId, NodeId[]>();
  for (const { source, target } of edges) {
    if (!node.has(source) || !node.has(target)) continue;
    append(sources, target, source);
    append(readers, source, target);
  }
  return {
    node,
    sources: (id) => sources.get(id) ?? [],
    readers: (id) => readers.get(id) ?? [],
  };
}

function append(lists: Map<NodeId, NodeId[]>, key: NodeId, id: NodeId): void {
  const list = lists.get(key);
  if (list) list.push(id);
  else lists.set(key, [id]);
}

/** Every node that can be reached from `start` along the edges, itself included. */
export function descendants(adjacency: Adjacency<unknown>, start: NodeId): ReadonlySet<NodeId> {
  const reached = new Set([start]);
  for (const id of reached) for (const reader of adjacency.readers(id)) reached.add(reader);
  return reached;
}

export function sameEdge(a: Edge, b: Edge): boolean {
  return a.source === b.source && a.target === b.target;
}
