import { formatBytes, formatShape } from '#base/format.ts';
import { product } from '#base/math.ts';
import type { Problem } from '../analysis.ts';
import type { FaultOf, RefusedLayer } from './refused-layer.ts';
import { removeRepair } from './repairs.ts';
import { named } from './wording.ts';

/** A tensor that no GPU buffer of a browser holds. */
export function tooLargeProblem({ node, sources }: RefusedLayer, { tensor, shape }: FaultOf<'too-large'>): Problem {
  return {
    code: 'too-large',
    message:
      `${named(node)} needs ${formatBytes(product(shape) * 4)} for its ${tensor} of ${formatShape(shape)}: ` +
      'a browser holds at most 1 GB in one piece.',
    nodes: [node.id, ...sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [removeRepair(node)],
  };
}
