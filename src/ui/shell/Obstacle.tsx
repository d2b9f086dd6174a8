import { useStore } from 'zustand';
import { openDataset } from '#state/engine-events.ts';
import { useAnalysis, useStride } from '#ui/stride-context.ts';

export interface ObstacleProps {
  /** By which the Train button points at the sentence. */
  readonly id: string;
  readonly message: string;
}

/** Why Train cannot be pressed, and the way to change that. */
export function Obstacle({ id, message }: ObstacleProps) {
  const way = useWayOn(message);
  return (
    <div className="text-ink-muted text-label">
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
  const problem = useAnalysis().problems.find((candidate) => candidate.message === message);
  if (hasNoEngine) return { label: 'Reload the page', go: () => location.reload() };
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
