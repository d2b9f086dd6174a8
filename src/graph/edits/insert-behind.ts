import { present } from '#base/assert.ts';
import type { LayerType } from '../layers/index.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { createNode } from './create-node.ts';
import { openRow } from './make-room.ts';

/** Puts a new layer behind another, between it and everything that reads it. */
export function insertBehind(
  graph: ModelGraph,
  after: NodeId,
  type: LayerType,
  config: Readonly<Record<string, unknown>> = {},
): { readonly graph: ModelGraph; readonly id: NodeId } {
  const above = present(
    graph.nodes.find(({ id }) => id === after),
    `the graph holds ${after}`,
  );
  const opened = openRow(graph, above, above.position.x);
  const node = createNode(graph, type, opened.position, config);
  const edges = graph.edges.map((edge) => (edge.source === after ? { ...edge, source: node.id } : edge));
  return {
    graph: { nodes: [...opened.graph.nodes, node], edges: [...edges, { source: after, target: node.id }] },
    id: node.id,
  };
}
