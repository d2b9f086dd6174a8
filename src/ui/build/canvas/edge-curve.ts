/**
 * Where edges run on the canvas, to tell which one a layer is dropped on. Edges leave a node at the middle of its
 * lower side and enter at the middle of the upper one, as the cubic Bézier curve that xyflow draws by default.
 */
import { NODE_HEIGHT, NODE_WIDTH } from '#graph/layout.ts';
import type { Edge, ModelGraph, Position } from '#graph/model-graph.ts';

const samples = 24;
/** xyflow's `getBezierPath`: half the way down, and a widening loop where the target lies above. */
const curvature = 0.25;

function controlOffset(distance: number): number {
  return distance >= 0 ? 0.5 * distance : curvature * 25 * Math.sqrt(-distance);
}

/** Points along the edge between nodes whose upper left corners are `source` and `target`. */
export function edgeCurve(source: Position, target: Position): readonly Position[] {
  const from = { x: source.x + NODE_WIDTH / 2, y: source.y + NODE_HEIGHT };
  const to = { x: target.x + NODE_WIDTH / 2, y: target.y };
  const offset = controlOffset(to.y - from.y);
  const heights = [from.y, from.y + offset, to.y - offset, to.y] as const;
  return Array.from({ length: samples + 1 }, (_, index) => {
    const t = index / samples;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t ** 2, t ** 3] as const;
    return {
      x: (a + b) * from.x + (c + d) * to.x,
      y: a * heights[0] + b * heights[1] + c * heights[2] + d * heights[3],
    };
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
export function edgeAt(graph: ModelGraph, point: Position, reach: number): Edge | null {
  const places = new Map(graph.nodes.map(({ id, position }) => [id, position]));
  let nearest: Edge | null = null;
  let nearestDistance = reach;
  for (const edge of graph.edges) {
    const source = places.get(edge.source);
    const target = places.get(edge.target);
    if (!source || !target) continue;
    const curve = edgeCurve(source, target);
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
