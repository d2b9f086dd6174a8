/** How a run ended, in one sentence. */
import { unreachable } from '#base/assert.ts';
import { formatPercent } from '#base/format.ts';
import type { EpochReport, TrainingOutcome } from '#protocol/training.ts';

function countEpochs(count: number): string {
  return count === 1 ? '1 epoch' : `${count} epochs`;
}

function reached(epochs: readonly EpochReport[]): string {
  const last = epochs.at(-1);
  if (!last) return '';
  return last.validation
    ? `, validation accuracy ${formatPercent(last.validation.accuracy)}`
    : `, accuracy ${formatPercent(last.training.accuracy)}`;
}

export function endSentence({ end, epochs }: TrainingOutcome): string {
  switch (end.kind) {
    case 'finished':
      return `Finished: ${countEpochs(epochs.length)}${reached(epochs)}.`;
    case 'stopped':
      return epochs.length > 0
        ? `Stopped after ${countEpochs(epochs.length)}${reached(epochs)}. Its weights are kept.`
        : 'Stopped within the first epoch. Its weights are kept.';
    case 'early-stopped':
      return `Stopped early after ${countEpochs(epochs.length)}: nothing got better since epoch ${end.bestEpoch + 1}.`;
    case 'diverged':
      return 'The run diverged. The weights of its last good step are kept.';
    case 'failed':
      return 'The run failed.';
    default:
      return unreachable(end);
  }
}
