import { Wrench } from 'lucide-react';
import { useStore } from 'zustand';
import type { Problem } from '#graph/analysis.ts';
import { openDataset } from '#state/engine-events.ts';
import { repairsOf } from '#state/problem-repairs.ts';
import { useEmptyDataset } from '#ui/data/use-empty-dataset.ts';
import { Button } from '#ui/kit/Button.tsx';
import { useAnalysis, useStride, useWorkspace } from '#ui/stride-context.ts';

export interface ObstacleProps {
  /** By which the Train button points at the sentence. */
  readonly id: string;
  readonly message: string;
}

/** Why Train cannot be pressed, and the ways to change that. */
export function Obstacle({ id, message }: ObstacleProps) {
  const way = useWayOn(message);
  const problem = useAnalysis().problems.find((candidate) => candidate.message === message);
  // Build itself offers the repairs, right above.
  const isInBuild = useWorkspace() === 'build';
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-4 gap-y-1.5 text-ink-muted text-label max-desk:contents">
      <div className="min-w-0 max-w-prose max-desk:flex-1">
        <p id={id} className="line-clamp-2">
          {message}
        </p>
        {way && (
          <button
            type="button"
            className="font-medium text-accent underline underline-offset-2 hover:text-accent-strong pointer-coarse:min-h-11"
            onClick={way.go}
          >
            {way.label}
          </button>
        )}
      </div>
      {problem && !isInBuild && <Repairs problem={problem} />}
    </div>
  );
}

/** More ways than these are offered in Build. A phone has room for the first. */
const repairsAtOnce = 2;

function Repairs({ problem }: { readonly problem: Problem }) {
  const stride = useStride();
  return (
    <div className="flex min-w-0 flex-wrap gap-2 empty:hidden max-desk:basis-full">
      {repairsOf(stride, problem)
        .slice(0, repairsAtOnce)
        .map(({ label, perform }) => (
          <Button
            key={label}
            size="small"
            icon={Wrench}
            className="max-desk:not-first:hidden"
            onClick={(event) => {
              // The button goes with its problem; the strip keeps the keyboard's place.
              event.currentTarget.closest('section')?.focus();
              void perform();
            }}
          >
            {label}
          </Button>
        ))}
    </div>
  );
}

interface WayOn {
  readonly label: string;
  go(): void;
}

function useWayOn(message: string): WayOn | null {
  const stride = useStride();
  const hasNoEngine = useStore(stride.backend, ({ phase }) => phase === 'failed');
  const hasNoDataset = useStore(stride.dataset, ({ phase }) => phase === 'failed');
  const addPictures = useEmptyDataset();
  const problem = useAnalysis().problems.find((candidate) => candidate.message === message);
  if (hasNoEngine) return { label: 'Reload the page', go: () => location.reload() };
  if (hasNoDataset && addPictures) return { label: 'Add pictures', go: addPictures };
  if (hasNoDataset) return { label: 'Load the data set again', go: () => void openDataset(stride) };
  const blamed = problem?.nodes[0];
  if (blamed === undefined) return null;
  return {
    label: 'Show the layer',
    go: () => {
      stride.view.setState({ workspace: 'build' });
      stride.selection.select([blamed]);
    },
  };
}
