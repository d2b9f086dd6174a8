/** Lays a graph out from top to bottom: with dagre, which is loaded when it is first wanted, or in rows where it is large. */

import { moveNodes } from '#graph/edits/move-nodes.ts';
import { NODE_HEIGHT, NODE_WIDTH, ROW_PITCH, rowPositions } from '#graph/layout.ts';
import type { ModelGraph, NodeId, Position } from '#graph/model-graph.ts';
import { editGraph } from '#state/edit-graph.ts';
import type { Stride } from '#state/stride.ts';

const columnGap = 48;
/** Beyond so many layers dagre would hold the page up for seconds. */
const mostForDagre = 150;

/** Where each node's upper left corner goes. */
export async function arrangedPlaces(network: ModelGraph): Promise<ReadonlyMap<NodeId, Position>> {
  const { nodes, edges } = network;
  if (nodes.length > mostForDagre) return rowPositions(network);
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
