/**
 * Where edges run on the canvas: to draw them, and to tell which one a layer is dropped on. Edges leave a node at the
 * middle of its lower side and enter at the middle of the upper one, as the cubic Bézier curve that xyflow draws by
 * default. One that passes rows on its way to another column runs straight down a free column, so that no layer hides it.
 */
import { NODE_HEIGHT, NODE_WIDTH, ROW_PITCH } from './layout.ts';
import type { Edge, NodeId, Position } from './model-graph.ts';

/** A node whose upper left corner stands here. */
interface Placed {
  readonly position: Position;
}

/** The x at which a long edge runs straight down; null where it is all one curve. */
export type Lane = number | null;

const samples = 24;
/** xyflow's `getBezierPath`: half the way down, and a widening loop where the target lies above. */
const curvature = 0.25;
/** The height in which an edge changes column: what is left between two rows beside a handle's dot. */
const bend = ROW_PITCH - NODE_HEIGHT - 6;
const [labelWidth, labelHeight] = [120, 12];
/** How far from a layer an edge passes it. */
const clearance = 16;

function controlOffset(distance: number): number {
  return distance >= 0 ? 0.5 * distance : curvature * 25 * Math.sqrt(-distance);
}

const outOf = ({ x, y }: Position): Position => ({ x: x + NODE_WIDTH / 2, y: y + NODE_HEIGHT });
const into = ({ x, y }: Position): Position => ({ x: x + NODE_WIDTH / 2, y });

/** The lane of the edge between nodes whose upper left corners are `source` and `target`: the free one of least detour. */
export function laneOf(nodes: readonly Placed[], source: Position, target: Position): Lane {
  const [from, to] = [outOf(source), into(target)];
  if (to.y - from.y < ROW_PITCH) return null;
  const between = nodes.map(({ position }) => position).filter(({ y }) => y < to.y && y + NODE_HEIGHT > from.y);
  const isFree = (x: number) => !between.some((place) => x > place.x && x < place.x + NODE_WIDTH);
  const detour = (x: number) => Math.abs(x - from.x) + Math.abs(x - to.x);
  const [best] = [from.x, to.x, ...between.flatMap(({ x }) => [x - clearance, x + NODE_WIDTH + clearance])]
    .filter(isFree)
    .sort((a, b) => detour(a) - detour(b));
  return best === undefined || (best === from.x && best === to.x) ? null : best;
}

/** Whether a layer stands where a label at the right of the lane's middle would be. */
export function isLabelLeft(nodes: readonly Placed[], source: Position, target: Position, lane: Lane): boolean {
  if (lane === null) return false;
  const y = (outOf(source).y + target.y) / 2;
  return nodes.some(({ position }) => {
    const isBeside = position.x < lane + labelWidth && position.x + NODE_WIDTH > lane;
    return isBeside && position.y - labelHeight < y && position.y + NODE_HEIGHT + labelHeight > y;
  });
}

type Curve = readonly [start: Position, end: Position];

/** The curves of an edge, one after the other, with straight pieces between them. */
function curvesOf(from: Position, to: Position, lane: Lane): readonly Curve[] {
  if (lane === null) return [[from, to]];
  return [
    [from, { x: lane, y: from.y + bend }],
    [{ x: lane, y: to.y - bend }, to],
  ];
}

/** An SVG path from handle to handle, and where its label goes. */
export function edgePath(
  from: Position,
  to: Position,
  lane: Lane,
): { readonly path: string; readonly middle: Position } {
  const path = curvesOf(from, to, lane).map(([start, end], index) => {
    const offset = controlOffset(end.y - start.y);
    const controls = `${start.x},${start.y + offset} ${end.x},${end.y - offset}`;
    return `${index === 0 ? 'M' : 'L'}${start.x},${start.y} C${controls} ${end.x},${end.y}`;
  });
  return { path: path.join(' '), middle: { x: lane ?? (from.x + to.x) / 2, y: (from.y + to.y) / 2 } };
}

/** Points along the edge between nodes whose upper left corners are `source` and `target`. */
export function edgeCurve(source: Position, target: Position, lane: Lane): readonly Position[] {
  return curvesOf(outOf(source), into(target), lane).flatMap(([start, end]) => {
    const offset = controlOffset(end.y - start.y);
    const heights = [start.y, start.y + offset, end.y - offset, end.y] as const;
    return Array.from({ length: samples + 1 }, (_, index) => {
      const t = index / samples;
      const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3] as const;
      return {
        x: (a + b) * start.x + (c + d) * end.x,
        y: a * heights[0] + b * heights[1] + c * heights[2] + d * heights[3],
      };
    });
  });
}

function distanceToSegment(point: Position, start: Position, end: Position): number {
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - start.x) * dx + (point.y - start.y) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - start.x - t * dx, point.y - start.y - t * dy);
}

/** The edge that passes nearest to `point`, no farther away than `reach` canvas units; null where none does. */
export function edgeAt<Shown extends Edge>(
  graph: { readonly nodes: readonly (Placed & { readonly id: NodeId })[]; readonly edges: readonly Shown[] },
  point: Position,
  reach: number,
): Shown | null {
  const places = new Map(graph.nodes.map(({ id, position }) => [id, position]));
  let nearest: Shown | null = null;
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
