import { CircleAlert, CircleCheck, TriangleAlert, Wrench } from 'lucide-react';
import type { Problem } from '#graph/analysis.ts';
import { repairsOf } from '#state/problem-repairs.ts';
import { Button } from '../../kit/Button.tsx';
import { classNames } from '../../kit/class-names.ts';
import { useAnalysis, useStride } from '../../stride-context.ts';
import { useCanvasViewport } from '../canvas/use-viewport.ts';
import { announcement } from './announcement.ts';

/** What keeps the network from training, and what to do about it. */
export function Problems({ className }: { readonly className?: string }) {
  const { problems } = useAnalysis();
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return (
    <>
      <p aria-live="polite" className="sr-only">
        {announcement(errors, problems.length - errors)}
      </p>
      <ul aria-label="Problems" tabIndex={-1} className={classNames('flex flex-col divide-y divide-line', className)}>
        {problems.map((problem) => (
          <ProblemItem key={`${problem.code} ${problem.nodes.join()}`} problem={problem} />
        ))}
        {problems.length === 0 && (
          <li className="flex min-h-10 items-center gap-2 px-3 text-ink-muted text-label">
            <CircleCheck aria-hidden="true" className="size-4 text-success" />
            No problems
          </li>
        )}
      </ul>
    </>
  );
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const stride = useStride();
  const viewport = useCanvasViewport();
  const [blamed] = problem.nodes;
  const [Icon, tone, word] =
    problem.severity === 'error'
      ? ([CircleAlert, 'text-danger', 'Error'] as const)
      : ([TriangleAlert, 'text-warning', 'Warning'] as const);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5">
      <Icon aria-label={word} className={classNames('size-4 shrink-0', tone)} />
      {blamed === undefined ? (
        <span className="min-w-[min(100%,20rem)] flex-1 py-1 text-ink text-label">{problem.message}</span>
      ) : (
        <button
          type="button"
          title="Show the layer"
          className="min-h-8 min-w-[min(100%,20rem)] flex-1 rounded-small text-left text-ink text-label hover:underline pointer-coarse:min-h-11"
          onClick={() => viewport.reveal(blamed)}
        >
          {problem.message}
        </button>
      )}
      <span className="flex flex-wrap gap-2 pl-7 empty:hidden">
        {repairsOf(stride, problem).map(({ label, perform }) => (
          <Button
            key={label}
            size="small"
            icon={Wrench}
            onClick={(event) => {
              // The button goes with its problem; the list keeps the keyboard's place.
              event.currentTarget.closest('ul')?.focus();
              void perform();
            }}
          >
            {label}
          </Button>
        ))}
      </span>
    </li>
  );
}
