/** Where a new node goes so that it covers no other. */
import { COLUMN_PITCH, NODE_HEIGHT, NODE_WIDTH, ROW_PITCH } from '../layout.ts';
import type { LayerNode, ModelGraph, Position } from '../model-graph.ts';

function overlaps(a: Position, b: Position): boolean {
  return Math.abs(a.x - b.x) < NODE_WIDTH && Math.abs(a.y - b.y) < NODE_HEIGHT;
}

/** The place itself, or the first free one to the right of it. */
export function freePlace({ nodes }: ModelGraph, wished: Position): Position {
  let place = wished;
  while (nodes.some(({ position }) => overlaps(position, place))) place = { ...place, x: place.x + COLUMN_PITCH };
  return place;
}

/** The row below `above`, with everything further down moved so far that a node at `x` fits in. */
export function openRow(
  graph: ModelGraph,
  above: LayerNode,
  x: number,
): { readonly graph: ModelGraph; readonly position: Position } {
  const y = above.position.y + ROW_PITCH;
  const isBelow = ({ position }: LayerNode) => position.y > above.position.y;
  const inTheWay = graph.nodes.filter((node) => isBelow(node) && Math.abs(node.position.x - x) < NODE_WIDTH);
  const top = Math.min(...inTheWay.map(({ position }) => position.y));
  const shift = Math.max(0, y + ROW_PITCH - top);
  const nodes =
    shift === 0
      ? graph.nodes
      : graph.nodes.map((node) =>
          isBelow(node) ? { ...node, position: { ...node.position, y: node.position.y + shift } } : node,
        );
  const moved = { ...graph, nodes };
  return { graph: moved, position: freePlace(moved, { x, y }) };
}
