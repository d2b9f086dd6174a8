import { useStore } from 'zustand';
import { formatCount, formatPercent } from '#base/format.ts';
import { sum } from '#base/math.ts';
import type { Metrics } from '#protocol/training.ts';
import { useStride } from '#ui/stride-context.ts';
import { formatMetric } from '#ui/train/charts/metric-text.ts';
import { Sparkline } from './Sparkline.tsx';

/** Batches whose mean is shown: one batch alone jumps too much to be read. */
const shownBatches = 20;

function recentMean(batches: readonly Metrics[], key: keyof Metrics): number {
  const recent = batches.slice(-shownBatches);
  return sum(recent.map((metrics) => metrics[key])) / recent.length;
}

interface FigureProps {
  readonly label: string;
  readonly value: string;
  readonly className?: string;
}

function Figure({ label, value, className = '' }: FigureProps) {
  return (
    <div className={`flex shrink-0 flex-col ${className}`}>
      <dt className="text-caption text-ink-faint">{label}</dt>
      <dd className="whitespace-nowrap font-medium text-body text-ink leading-4">{value}</dd>
    </div>
  );
}

/** The course of the run in numbers. */
export function TrainingFigures() {
  const { training } = useStride();
  const batches = useStore(training, (state) => state.batches);
  const epoch = useStore(training, (state) => state.epochs.at(-1));
  const isEnded = useStore(training, (state) => state.phase === 'ended');
  const imagesPerSecond = useStore(training, (state) => state.progress?.imagesPerSecond);
  if (batches.length === 0) return null;
  // A run that is over is judged by its last epoch, as the curves and the table in Train do.
  const ended = isEnded ? epoch?.training : undefined;
  const loss = ended?.loss ?? recentMean(batches, 'loss');
  const accuracy = ended?.accuracy ?? recentMean(batches, 'accuracy');
  return (
    <div className="flex min-w-0 items-center gap-4 max-desk:ml-auto max-desk:gap-3">
      <span className="contents max-desk:hidden">
        <Sparkline values={batches.map(({ loss }) => loss)} />
      </span>
      <dl className="flex min-w-0 items-center gap-4">
        <Figure label="Loss" value={formatMetric('loss', loss)} className="min-w-14" />
        <Figure label="Accuracy" value={formatPercent(accuracy)} className="min-w-14" />
        {epoch?.validation && (
          <Figure
            label="Validation"
            value={formatPercent(epoch.validation.accuracy)}
            className="min-w-14 max-wide:hidden"
          />
        )}
        {imagesPerSecond !== undefined && imagesPerSecond > 0 && (
          <Figure
            label="Speed"
            value={`${formatCount(Math.round(imagesPerSecond))}\u202fimages/s`}
            className="min-w-24 max-wide:hidden"
          />
        )}
      </dl>
    </div>
  );
}
