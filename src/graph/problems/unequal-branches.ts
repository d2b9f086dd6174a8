import type { Problem, Repair } from '../analysis.ts';
import type { Shape } from '../shape.ts';
import { branchFits } from './branch-fits.ts';
import type { RefusedLayer } from './refused-layer.ts';
import { configRepair, insertChain, removeRepair } from './repairs.ts';
import { accepts } from './try-layer.ts';
import { listed, named } from './wording.ts';

/** A merge layer whose branches have different shapes. */
export function unequalProblem(refused: RefusedLayer): Problem {
  const { node, inputs, received, sources } = refused;
  const joins = node.type === 'Concatenate';
  return {
    code: 'unequal-branches',
    message:
      `${named(node)} needs branches of ${joins ? 'the same shape but for the axis they are joined along' : 'the same shape'}, ` +
      `but gets ${received}: ${describeDifference(inputs, joins)}.`,
    nodes: [node.id, ...sources.map(({ id }) => id)],
    severity: 'error',
    repairs: [...branchRepairs(refused), ...axisRepairs(refused), removeRepair(node)],
  };
}

function describeDifference(inputs: readonly Shape[], joins: boolean): string {
  if (new Set(inputs.map(({ length }) => length)).size > 1) return 'they do not even have the same number of axes';
  const names = inputs[0]?.length === 3 ? ['height', 'width', 'channels'] : [];
  const differing = names.filter((_, axis) => new Set(inputs.map((shape) => shape[axis])).size > 1);
  const relevant = joins ? differing.filter((name) => name !== 'channels') : differing;
  return relevant.length > 0 ? `${listed(relevant)} differ` : 'the sizes differ';
}

function branchRepairs({ node, inputs, edges }: RefusedLayer): readonly Repair[] {
  return branchFits(inputs, node.type !== 'Concatenate')
    .filter(({ results }) => accepts(node, results))
    .map(({ label, plans }) => ({
      label,
      apply: (graph) => edges.reduce((current, edge, index) => insertChain(current, edge, plans[index] ?? []), graph),
    }));
}

function axisRepairs({ node, inputs }: RefusedLayer): readonly Repair[] {
  return node.type === 'Concatenate' && node.config.axis !== -1 && accepts(node, inputs, { axis: -1 })
    ? [configRepair('Set axis to -1', node, { axis: -1 })]
    : [];
}
