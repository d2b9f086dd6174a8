/**
 * Where edges run on the canvas: to draw them, and to tell which one a layer is dropped on. Edges leave a node at the
 * middle of its lower side and enter at the middle of the upper one, as the cubic Bézier curve that xyflow draws by
 * default. One that passes rows on its way to another column runs straight down a free column, so that no layer hides it.
 */
import { NODE_HEIGHT, NODE_WIDTH, ROW_PITCH } from '#graph/layout.ts';
import type { Edge, LayerNode, ModelGraph, Position } from '#graph/model-graph.ts';

/** In whose column a long edge runs straight down; null where it is all one curve. */
export type Lane = 'source' | 'target' | null;

const samples = 24;
/** xyflow's `getBezierPath`: half the way down, and a widening loop where the target lies above. */
const curvature = 0.25;
/** The height in which an edge changes column: between two rows. */
const bend = ROW_PITCH - NODE_HEIGHT;

function controlOffset(distance: number): number {
  return distance >= 0 ? 0.5 * distance : curvature * 25 * Math.sqrt(-distance);
}

const outOf = ({ x, y }: Position): Position => ({ x: x + NODE_WIDTH / 2, y: y + NODE_HEIGHT });
const into = ({ x, y }: Position): Position => ({ x: x + NODE_WIDTH / 2, y });

/** The lane of the edge between nodes whose upper left corners are `source` and `target`. */
export function laneOf(nodes: readonly LayerNode[], source: Position, target: Position): Lane {
  const [from, to] = [outOf(source), into(target)];
  if (from.x === to.x || to.y - from.y < ROW_PITCH) return null;
  const isFree = (x: number) =>
    !nodes.some(({ position }) => {
      const crosses = Math.abs(position.x + NODE_WIDTH / 2 - x) < NODE_WIDTH / 2;
      return crosses && position.y < to.y && position.y + NODE_HEIGHT > from.y;
    });
  if (isFree(from.x)) return 'source';
  return isFree(to.x) ? 'target' : null;
}

interface EdgeRoute {
  /** Straight pieces lead from `from` to the first and from the last to `to`; in between is the curve. */
  readonly curve: readonly [Position, Position];
  /** The middle of the longest piece. */
  readonly middle: Position;
}

function edgeRoute(from: Position, to: Position, lane: Lane): EdgeRoute {
  const start = lane === 'source' ? { x: from.x, y: to.y - bend } : from;
  const end = lane === 'target' ? { x: to.x, y: from.y + bend } : to;
  const [a, b] = lane === 'source' ? [from, start] : lane === 'target' ? [end, to] : [from, to];
  return { curve: [start, end], middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}

/** An SVG path from handle to handle, and where its label goes. */
export function edgePath(
  from: Position,
  to: Position,
  lane: Lane,
): { readonly path: string; readonly middle: Position } {
  const { curve, middle } = edgeRoute(from, to, lane);
  const [start, end] = curve;
  const offset = controlOffset(end.y - start.y);
  const path = [
    `M${from.x},${from.y}`,
    `L${start.x},${start.y}`,
    `C${start.x},${start.y + offset} ${end.x},${end.y - offset} ${end.x},${end.y}`,
    `L${to.x},${to.y}`,
  ].join(' ');
  return { path, middle };
}

/** Points along the edge between nodes whose upper left corners are `source` and `target`. */
export function edgeCurve(source: Position, target: Position, lane: Lane): readonly Position[] {
  const [from, to] = [outOf(source), into(target)];
  const [start, end] = edgeRoute(from, to, lane).curve;
  const offset = controlOffset(end.y - start.y);
  const heights = [start.y, start.y + offset, end.y - offset, end.y] as const;
  const curve = Array.from({ length: samples + 1 }, (_, index) => {
    const t = index / samples;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3] as const;
    return {
      x: (a + b) * start.x + (c + d) * end.x,
      y: a * heights[0] + b * heights[1] + c * heights[2] + d * heights[3],
    };
  });
  return [from, ...curve, to];
}

function distanceToSegment(point: Position, start: Position, end: Position): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - t * dx, point.y - start.y - t * dy);
}

/** The edge that passes nearest to `point`, no farther away than `reach` canvas units; null where none does. */
export function edgeAt(graph: ModelGraph, point: Position, reach: number): Edge | null {
  const places = new Map(graph.nodes.map(({ id, position }) => [id, position]));
  let nearest: Edge | null = null;
  let nearestDistance = reach;
  for (const edge of graph.edges) {
    const source = places.get(edge.source);
    const target = places.get(edge.target);
    if (!source || !target) continue;
    const curve = edgeCurve(source, target, laneOf(graph.nodes, source, target));
    for (const [index, start] of curve.entries()) {
      const end = curve[index + 1];
      if (!end) break;
      const distance = distanceToSegment(point, start, end);
      if (distance <= nearestDistance) {
        nearestDistance = distance;
        nearest = edge;
      }
    }
  }
  return nearest;
}
