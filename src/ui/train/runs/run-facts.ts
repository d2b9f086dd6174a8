/** What the table of runs says about a run, and how it sorts. */
import type { RunRecord } from '#graph/training/run-schemas.ts';

/** Lower is better for losses, higher for accuracies; null where the run has no such number. */
export interface RunFacts {
  readonly epochs: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  /** Whether loss and accuracy are of validation samples. */
  readonly isValidated: boolean;
}

/** The numbers of the run's last epoch, or of its best where it came back to that. */
export function runFacts({ epochs, end }: RunRecord): RunFacts {
  const shown = end.kind === 'early-stopped' ? epochs[end.bestEpoch] : epochs.at(-1);
  const metrics = shown?.validation ?? shown?.training;
  return {
    epochs: epochs.length,
    loss: metrics?.loss ?? null,
    accuracy: metrics?.accuracy ?? null,
    isValidated: shown?.validation !== undefined,
  };
}

export const runColumns = ['name', 'startedAt', 'epochs', 'loss', 'accuracy', 'milliseconds', 'weightsBytes'] as const;
export type RunColumn = (typeof runColumns)[number];

export interface RunOrder {
  readonly column: RunColumn;
  readonly isDescending: boolean;
}

function keyOf(run: RunRecord, column: RunColumn): number | string | null {
  switch (column) {
    case 'name':
      return run.name;
    case 'startedAt':
      return run.origin.startedAt;
    case 'milliseconds':
    case 'weightsBytes':
      return run[column];
    default:
      return runFacts(run)[column];
  }
}

/** The runs in this order; those without the number come last, whichever way it goes. */
export function sortRuns(runs: readonly RunRecord[], { column, isDescending }: RunOrder): readonly RunRecord[] {
  const direction = isDescending ? -1 : 1;
  return [...runs].sort((one, other) => {
    const [a, b] = [keyOf(one, column), keyOf(other, column)];
    if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
    if (typeof a === 'string' || typeof b === 'string') {
      return direction * String(a).localeCompare(String(b), 'en', { numeric: true });
    }
    return direction * (a - b);
  });
}
