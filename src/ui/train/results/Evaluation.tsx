import { Grid3x3 } from 'lucide-react';
import { memo, useDeferredValue } from 'react';
import { useStore } from 'zustand';
import { formatPercent } from '#base/format.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { ClassMetricsTable } from './ClassMetricsTable.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import { overallAccuracy, worstConfusions } from './class-metrics.ts';

/** What the trained network gets right and what it confuses. */
export const Evaluation = memo(function Evaluation() {
  const { training } = useStride();
  // The tables are large; they must not hold up the page when the run ends.
  const confusion = useDeferredValue(useStore(training, ({ outcome }) => outcome?.confusion ?? null));
  if (!confusion) {
    return (
      <EmptyState icon={Grid3x3} title="The confusion matrix will appear here">
        When a run ends, it shows which classes the network tells apart and which it mistakes for each other.
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted">{summary(confusion)}</p>
      <div className="grid @3xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] items-start gap-5">
        <ConfusionTable confusion={confusion} />
        <ClassMetricsTable confusion={confusion} />
      </div>
    </div>
  );
});

function summary({ classNames, counts, source }: ConfusionMatrix): string {
  const accuracy = overallAccuracy(counts, classNames.length);
  const told = accuracy === null ? '' : `${formatPercent(accuracy)} of the ${source} samples are told right. `;
  const worst = worstConfusions(counts, classNames.length, 3).map(
    ({ actual, predicted, count }) => `${classNames[actual]} taken for ${classNames[predicted]} (${count}×)`,
  );
  return `${told}${worst.length > 0 ? `Most often wrong: ${worst.join(', ')}.` : 'No class is mistaken for another.'}`;
}
