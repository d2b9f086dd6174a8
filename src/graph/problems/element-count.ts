import { formatCount, formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { Problem } from '../analysis.ts';
import type { Shape } from '../shape.ts';
import type { FaultOf, RefusedLayer } from './refused-layer.ts';
import { configRepair, removeRepair } from './repairs.ts';
import { accepts } from './try-layer.ts';
import { named } from './wording.ts';

/** A Reshape to a shape that holds another number of numbers. */
export function elementCountProblem(refused: RefusedLayer, { input, target }: FaultOf<'element-count'>): Problem {
  const { node, received } = refused;
  const known = formatCount(product(target.filter((size) => size !== -1)));
  const wanted = target.includes(-1) ? `a multiple of ${known} numbers` : `${known} numbers`;
  return {
    code: 'element-count',
    message:
      `${named(node)} cannot make ${formatTarget(target)} out of ${received}: ` +
      `that takes ${wanted}, but there are ${formatCount(product(input))}.`,
    nodes: [node.id, ...refused.sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [
      ...fittingTargets(target)
        .filter((targetShape) => accepts(node, [input], { targetShape }))
        .slice(0, 2)
        .map((targetShape) => configRepair(`Set target shape to ${formatTarget(targetShape)}`, node, { targetShape })),
      removeRepair(node),
    ],
  };
}

function formatTarget(target: Shape): string {
  return formatShape(target).replace('-1', '?');
}

/** The target with one of its sizes left open, the first axes before the channels; at last, a plain row. */
function fittingTargets(target: Shape): readonly Shape[] {
  const closed = target.map((size) => (size === -1 ? 1 : size));
  const open = closed.map((_, axis) => closed.with(axis, -1));
  return [...(target.length > 1 ? open : []), [-1]];
}
