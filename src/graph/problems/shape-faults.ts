import { unreachable } from '#base/assert.ts';
import type { Problem } from '../analysis.ts';
import { axisProblem } from './axis.ts';
import { elementCountProblem } from './element-count.ts';
import type { ProblemFinder } from './facts.ts';
import { misfitProblem } from './misfit.ts';
import { rankProblem } from './rank.ts';
import { type RefusedLayer, refusedLayer } from './refused-layer.ts';
import { stridesWithDilationProblem } from './strides-with-dilation.ts';
import { tooLargeProblem } from './too-large.ts';
import { tooSmallProblem } from './too-small.ts';
import { unequalProblem } from './unequal-branches.ts';

/** Layers that cannot take the shapes they get. */
export const findShapeFaults: ProblemFinder = (facts) =>
  [...facts.faults].flatMap(([id, fault]) => {
    const refused = refusedLayer(facts, id, fault);
    const problem = refused && problemOf(refused);
    return problem ? [problem] : [];
  });

/** Null where another search tells of the layer. */
function problemOf(refused: RefusedLayer): Problem | null {
  const { fault } = refused;
  switch (fault.kind) {
    case 'rank':
      return rankProblem(refused);
    case 'too-small':
      return tooSmallProblem(refused, fault);
    case 'unequal':
      return unequalProblem(refused);
    case 'element-count':
      return elementCountProblem(refused, fault);
    case 'strides-with-dilation':
      return stridesWithDilationProblem(refused);
    case 'axis':
      return axisProblem(refused, fault);
    case 'misfit':
      return misfitProblem(refused, fault);
    case 'too-large':
      return tooLargeProblem(refused, fault);
    case 'unknown-layer':
      return null;
    default:
      return unreachable(fault);
  }
}
