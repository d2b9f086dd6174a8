import { formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { Problem, Repair } from '../analysis.ts';
import { removeNodes } from '../edits/remove-nodes.ts';
import type { Shape } from '../shape.ts';
import type { RefusedLayer } from './refused-layer.ts';
import { insertRepair, removeRepair } from './repairs.ts';
import { accepts, tryPlans } from './try-layer.ts';
import { named } from './wording.ts';

/** A layer that reads feature maps gets something else. */
export function rankProblem(refused: RefusedLayer): Problem {
  const { node, received } = refused;
  return {
    code: 'needs-feature-map',
    message: `${named(node)} reads feature maps of height × width × channels, but gets ${received}.`,
    nodes: [node.id, ...refused.sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [...mapRepairs(refused), removeRepair(node)],
  };
}

/** Takes away what flattened the maps, where that is the layer before; else arranges the numbers as a map again. */
function mapRepairs(refused: RefusedLayer): readonly Repair[] {
  const {
    facts,
    node,
    inputs: [input = []],
    sources: [source],
    edges: [edge],
  } = refused;
  const beforeSource = source ? facts.nodes.get(source.id)?.inputs : undefined;
  const removal: readonly Repair[] =
    source && beforeSource?.length === 1 && accepts(node, beforeSource)
      ? [{ label: `Remove ${source.name}`, apply: (graph) => removeNodes(graph, [source.id]) }]
      : [];
  const plans = mapShapes(input).map((targetShape) => ({ type: 'Reshape', config: { targetShape } }) as const);
  const possible = plans.flatMap((plan) => {
    const shape = tryPlans(input, [plan]);
    return shape ? [{ plan, fits: accepts(node, [shape]) }] : [];
  });
  const best = possible.find(({ fits }) => fits) ?? possible[0];
  const reshape =
    best && edge
      ? [insertRepair(`Insert Reshape to ${formatShape(best.plan.config.targetShape)}`, edge, [best.plan])]
      : [];
  return [...removal, ...reshape];
}

/** Maps that hold the same numbers, the most picture-like first. */
function mapShapes(input: Shape): readonly Shape[] {
  const [a = 1, b = 1, ...rest] = input;
  if (input.length > 1) return [[a, b, product(rest)]];
  const squares = [1, 3, 4, 8, 16, 32, 64, 128, 256, 512].flatMap((channels) => {
    const side = Math.sqrt(a / channels);
    return Number.isInteger(side) && side > 1 ? [[side, side, channels]] : [];
  });
  return [...squares, [1, 1, a]];
}
