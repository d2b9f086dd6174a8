import { formatShape } from '#base/format.ts';
import type { Problem } from '../analysis.ts';
import type { FaultOf, RefusedLayer } from './refused-layer.ts';
import { configRepair, removeRepair } from './repairs.ts';
import { named } from './wording.ts';

/** A setting that names the batch axis, or an axis that the input does not have. */
export function axisProblem({ node, received }: RefusedLayer, { axis, input }: FaultOf<'axis'>): Problem {
  const reason =
    axis === 0
      ? 'axis 0 is the batch, and samples must not be mixed'
      : `${formatShape(input)} has the axes 1 to ${input.length}, or -${input.length} to -1 from the back`;
  return {
    code: 'axis',
    message: `${named(node)} cannot work along axis ${axis} of ${received}: ${reason}.`,
    nodes: [node.id],
    severity: 'error',
    repairs: [
      node.type === 'PReLU'
        ? configRepair('Share no axes', node, { sharedAxes: null })
        : configRepair('Set axis to -1', node, { axis: -1 }),
      removeRepair(node),
    ],
  };
}
