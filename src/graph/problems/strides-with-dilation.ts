import type { Problem } from '../analysis.ts';
import type { RefusedLayer } from './refused-layer.ts';
import { configRepair, removeRepair } from './repairs.ts';
import { named } from './wording.ts';

/** A convolution that is to stride and to be dilated at once. */
export function stridesWithDilationProblem({ node }: RefusedLayer): Problem {
  return {
    code: 'strides-with-dilation',
    message: `${named(node)} has strides and a dilation rate above 1: a convolution can have only one of the two.`,
    nodes: [node.id],
    severity: 'error',
    repairs: [
      configRepair('Set dilation rate to 1 × 1', node, { dilationRate: [1, 1] }),
      configRepair('Set strides to 1 × 1', node, { strides: [1, 1] }),
      removeRepair(node),
    ],
  };
}
