import * as v from 'valibot';
import type { Problem } from '../analysis.ts';
import { definitionOf } from '../layers/definition-of.ts';
import type { FaultOf, RefusedLayer } from './refused-layer.ts';
import { configRepair, removeRepair } from './repairs.ts';
import { listed, named } from './wording.ts';

/** Settings that were made for an input of another shape. */
export function misfitProblem({ node, sources, received }: RefusedLayer, fault: FaultOf<'misfit'>): Problem {
  const defaults = Object.entries(v.parse(definitionOf(node.type).schema, {}));
  const reset = Object.fromEntries(defaults.filter(([key]) => fault.settings.includes(key)));
  return {
    code: 'misfit',
    message: `${named(node)} cannot take ${received}: ${fault.reason}.`,
    nodes: [node.id, ...sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [configRepair(`Reset ${listed(fault.settings)}`, node, reset), removeRepair(node)],
  };
}
