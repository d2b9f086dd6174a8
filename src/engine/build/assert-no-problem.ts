import { StrideError } from '#base/errors.ts';
import type { GraphAnalysis } from '#graph/analysis.ts';

/** Throws a `StrideError` with code `graph-problem` for the first error that validation found, with how to mend it. */
export function assertNoProblem({ problems }: GraphAnalysis): void {
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem === undefined) return;
  const [repair] = problem.repairs;
  throw new StrideError({
    code: 'graph-problem',
    message: problem.message,
    remedy:
      repair === undefined
        ? 'Open Build and mend the problem shown there.'
        : `Open Build and choose “${repair.label}”.`,
  });
}
