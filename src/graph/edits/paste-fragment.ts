import type { ModelGraph, NodeId, Position } from '../model-graph.ts';
import { createIdSource, freshName, namesIn } from '../names.ts';
import { withOwnWeights } from '../sharing.ts';
import type { GraphFragment } from './copy-nodes.ts';

/** Adds a fragment's layers, moved by `offset`, under fresh ids; names are kept where they are free. */
export function pasteFragment(
  graph: ModelGraph,
  fragment: GraphFragment,
  offset: Position,
): { readonly graph: ModelGraph; readonly ids: readonly NodeId[] } {
  const freshId = createIdSource(graph);
  const names = namesIn(graph);
  const pastedId = new Map<NodeId, NodeId>();
  const renewed = fragment.graph.nodes.map((node) => {
    const id = freshId();
    const name = names.has(node.name) ? freshName(names, node.type) : node.name;
    names.add(name);
    pastedId.set(node.id, id);
    return { ...node, id, name, position: { x: node.position.x + offset.x, y: node.position.y + offset.y } };
  });
  const nodes = renewed.map((node) => {
    const original = node.sharesWeightsOf && pastedId.get(node.sharesWeightsOf);
    return original ? { ...node, sharesWeightsOf: original } : withOwnWeights(node);
  });
  const edges = fragment.graph.edges.flatMap((edge) => {
    const source = pastedId.get(edge.source);
    const target = pastedId.get(edge.target);
    return source && target ? [{ source, target }] : [];
  });
  return {
    graph: { nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] },
    ids: nodes.map(({ id }) => id),
  };
}
