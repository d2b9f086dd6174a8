import { disconnect } from '#graph/edits/connect.ts';
import { editGraph } from '#state/edit-graph.ts';
import type { Stride } from '#state/stride.ts';
import type { ShapeFlowEdge } from './flow-edges.ts';

/** Removes all that a shown edge stands for, as one undoable step. */
export function removeEdges(stride: Stride, { ends, edges }: Pick<ShapeFlowEdge['data'], 'ends' | 'edges'>): void {
  editGraph(stride, `Disconnect ${ends}`, (graph) => edges.reduce(disconnect, graph));
}
