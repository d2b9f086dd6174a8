/**
 * Where nodes stand on the canvas, in its units: the flow runs from top to bottom, one row for each rank (the longest
 * way from an input), and branches stand side by side under what they branch from.
 */
import { sum } from '#base/math.ts';
import { type Adjacency, adjacencyOf } from './adjacency.ts';
import type { Edge, ModelGraph, NodeId, Position } from './model-graph.ts';
import { topologicalOrder } from './topological-order.ts';

export const NODE_WIDTH = 240;
export const NODE_HEIGHT = 72;
/** From the top of a row to the top of the next. */
export const ROW_PITCH = 100;
/** From the left of a column to the left of the next. */
export const COLUMN_PITCH = 280;

/** What can be laid out: layers, or anything that stands for them. */
interface Stackable {
  readonly nodes: readonly { readonly id: NodeId; readonly type: string }[];
  readonly edges: readonly Edge[];
}

/** Gives every node a position by its rank. */
export function stackRows(graph: ModelGraph): ModelGraph {
  const positions = rowPositions(graph);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => ({ ...node, position: positions.get(node.id) ?? node.position })),
  };
}

/** The positions of nodes by their ranks. Nodes on a cycle come last, one below the other. */
export function rowPositions(graph: Stackable): ReadonlyMap<NodeId, Position> {
  const adjacency = adjacencyOf(graph);
  const { order, cycles } = topologicalOrder(graph, adjacency);
  const rows = rowsByRank(order, adjacency);
  const x = new Map<NodeId, number>();
  const positions = new Map<NodeId, Position>();
  for (const [rank, row] of rows.entries()) {
    const wished = row.map((id) => ({ id, x: wishedColumn(id, adjacency, x) })).sort((a, b) => a.x - b.x);
    for (const placed of spread(wished)) {
      x.set(placed.id, placed.x);
      positions.set(placed.id, { x: placed.x, y: rank * ROW_PITCH });
    }
  }
  for (const [index, id] of cycles.flat().entries()) {
    positions.set(id, { x: 0, y: (rows.length + index) * ROW_PITCH });
  }
  return positions;
}

function rowsByRank(order: readonly NodeId[], adjacency: Adjacency<unknown>): readonly (readonly NodeId[])[] {
  const rank = new Map<NodeId, number>();
  const rows: NodeId[][] = [];
  for (const id of order) {
    const own = 1 + Math.max(-1, ...adjacency.sources(id).map((source) => rank.get(source) ?? -1));
    rank.set(id, own);
    rows[own] = [...(rows[own] ?? []), id];
  }
  return rows;
}

/** The mean of the lanes it hangs on: a source that is read several times spreads its lanes around its own column. */
function wishedColumn(id: NodeId, adjacency: Adjacency<unknown>, x: ReadonlyMap<NodeId, number>): number {
  const lanes = adjacency.sources(id).map((source) => {
    const readers = adjacency.readers(source);
    const lane = readers.indexOf(id) - (readers.length - 1) / 2;
    return (x.get(source) ?? 0) + lane * COLUMN_PITCH;
  });
  return lanes.length === 0 ? 0 : sum(lanes) / lanes.length;
}

interface Column {
  readonly id: NodeId;
  readonly x: number;
}

/** Moves the columns of one row apart until none overlap, about their common centre. `row` goes from left to right. */
function spread(row: readonly Column[]): readonly Column[] {
  const apart: Column[] = [];
  for (const { id, x } of row) {
    const previous = apart.at(-1);
    apart.push({ id, x: previous ? Math.max(x, previous.x + COLUMN_PITCH) : x });
  }
  const shift = (sum(apart.map(({ x }) => x)) - sum(row.map(({ x }) => x))) / Math.max(1, row.length);
  return apart.map(({ id, x }) => ({ id, x: Math.round(x - shift) }));
}
