/** What the progress bar of a run shows: the share done, and the sentence beside it. */
import { formatDuration, formatPercent } from '#base/format.ts';
import type { TrainingState } from '#state/training-store.ts';

export interface ProgressText {
  /** 0..1; null while it is unknown. */
  readonly value: number | null;
  readonly text: string;
}

export function trainingProgressText({ phase, progress, compiling, tuning }: TrainingState): ProgressText {
  if (phase === 'stopping') return { value: progress ? progress.step / progress.steps : null, text: 'Stopping' };
  if (phase === 'compiling' || !progress) {
    if (tuning) return { value: null, text: `Measuring kernels, ${tuning.done} of ${tuning.total}` };
    return compiling && compiling.total > 0
      ? { value: null, text: `Compiling shaders, ${compiling.done} of ${compiling.total}` }
      : { value: null, text: 'Building the network' };
  }
  const value = progress.steps > 0 ? progress.step / progress.steps : 0;
  const epoch = `epoch ${Math.min(progress.epoch + 1, progress.epochs)} of ${progress.epochs}`;
  const left =
    phase === 'paused'
      ? 'paused'
      : progress.phase === 'validating'
        ? 'validating'
        : `${formatDuration(progress.millisecondsLeft)} left`;
  return { value, text: `${formatPercent(value, 0)} · ${epoch} · ${left}` };
}
