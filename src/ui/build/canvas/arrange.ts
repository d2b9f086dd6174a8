/** Lays a graph out from top to bottom with dagre, which is loaded when it is first wanted. */

import { moveNodes } from '#graph/edits/move-nodes.ts';
import { NODE_HEIGHT, NODE_WIDTH, ROW_PITCH } from '#graph/layout.ts';
import type { ModelGraph, NodeId, Position } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import type { Stride } from '#state/stride.ts';

const columnGap = 48;

/** Where each node's upper left corner goes. */
export async function arrangedPlaces({ nodes, edges }: ModelGraph): Promise<ReadonlyMap<NodeId, Position>> {
  const { Graph, layout } = await import('@dagrejs/dagre');
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: columnGap, ranksep: ROW_PITCH - NODE_HEIGHT });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id } of nodes) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { source, target } of edges) graph.setEdge(source, target);
  layout(graph);
  return new Map(
    nodes.map(({ id }) => {
      const { x, y } = graph.node(id);
      return [id, { x: Math.round(x - NODE_WIDTH / 2), y: Math.round(y - NODE_HEIGHT / 2) }];
    }),
  );
}

/** Arranges the document's graph as one undoable step. */
export async function arrange(stride: Stride): Promise<void> {
  const places = await arrangedPlaces(stride.project.getProject().graph);
  editGraph(stride, 'Arrange', (graph) => moveNodes(graph, places));
}
