/** How a run ended, in sentences. */
import { unreachable } from '#base/assert.ts';
import { formatCount, formatPercent } from '#base/format.ts';
import type { EpochReport, TrainingOutcome } from '#protocol/training.ts';

export interface Ending {
  readonly tone: 'info' | 'warning' | 'error';
  readonly title: string;
  readonly text: string;
}

export function endingOf({ end, epochs }: TrainingOutcome): Ending {
  const judged = judgement(epochs.at(-1));
  switch (end.kind) {
    case 'finished':
      return {
        tone: 'info',
        title: 'Training finished',
        text: `The network was trained for ${epochCount(epochs.length)}.${judged} Try it on a picture of yours.`,
      };
    case 'stopped':
      return {
        tone: 'info',
        title: 'Training stopped',
        text: `You stopped it after ${epochs.length === 0 ? 'less than one epoch' : epochCount(epochs.length)}.${judged} The weights are those of the last step.`,
      };
    case 'early-stopped': {
      const best = epochs.find(({ epoch }) => epoch === end.bestEpoch);
      return {
        tone: 'info',
        title: 'Stopped early',
        text: `Validation no longer improved, so the run ended after ${epochCount(epochs.length)}. Epoch ${formatCount(end.bestEpoch + 1)} was the best.${judgement(best)}`,
      };
    }
    case 'diverged':
      return {
        tone: 'error',
        title: 'Training diverged',
        text: `${end.message} ${end.remedy}`,
      };
    case 'failed':
      return { tone: 'error', title: 'Training failed', text: `${end.message} ${end.remedy}` };
    default:
      return unreachable(end);
  }
}

function epochCount(count: number): string {
  return count === 1 ? '1 epoch' : `${formatCount(count)} epochs`;
}

function judgement(report: EpochReport | undefined): string {
  if (!report) return '';
  const { validation, training } = report;
  return validation
    ? ` It tells ${formatPercent(validation.accuracy)} of the validation samples right.`
    : ` It tells ${formatPercent(training.accuracy)} of the training samples right.`;
}
