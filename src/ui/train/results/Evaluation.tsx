import { Grid3x3 } from 'lucide-react';
import { memo, useDeferredValue, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount, formatPercent } from '#base/format.ts';
import type { ConfusionMatrix, TestScore } from '#protocol/training.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { useStride } from '../../stride-context.ts';
import { ClassMetricsTable } from './ClassMetricsTable.tsx';
import { ConfusionTable } from './ConfusionTable.tsx';
import type { Cell } from './cell-samples.ts';
import { overallAccuracy, worstConfusions } from './class-metrics.ts';
import { PicturesBehind } from './PicturesBehind.tsx';

/** What the trained network gets right and what it confuses. */
export const Evaluation = memo(function Evaluation() {
  const { training } = useStride();
  // The tables are large; they must not hold up the page when the run ends.
  const confusion = useDeferredValue(useStore(training, ({ outcome }) => outcome?.confusion ?? null));
  const test = useDeferredValue(useStore(training, ({ outcome }) => outcome?.test));
  if (confusion) return <Judged confusion={confusion} test={test} />;
  return (
    <EmptyState icon={Grid3x3} title="The confusion matrix will appear here">
      When a run ends, it shows which classes the network tells apart and which it mistakes for each other.
    </EmptyState>
  );
});

interface JudgedProps {
  readonly confusion: ConfusionMatrix;
  readonly test: TestScore | undefined;
}

function Judged({ confusion, test }: JudgedProps) {
  const { training } = useStride();
  const dataset = useStore(training, (state) => state.dataset);
  const [opened, setOpened] = useState<{ readonly cell: Cell; readonly of: ConfusionMatrix } | null>(null);
  // The cell of a run before says nothing about this one.
  const cell = opened?.of === confusion ? opened.cell : null;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-muted">{summary(confusion)}</p>
      {test && <p>{testText(test)}</p>}
      <div className="grid @3xl:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)] items-start gap-5">
        <ConfusionTable confusion={confusion} open={cell} onOpen={(next) => setOpened({ cell: next, of: confusion })} />
        <ClassMetricsTable confusion={confusion} />
      </div>
      {cell && dataset !== null && (
        <PicturesBehind confusion={confusion} cell={cell} dataset={dataset} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

function testText({ accuracy, loss, samples }: TestScore): string {
  return (
    `Test accuracy ${formatPercent(accuracy)}, test loss ${loss.toFixed(4)}: on ` +
    `${formatCount(samples)} test samples, which played no part in the run.`
  );
}

function summary({ classNames, counts, source }: ConfusionMatrix): string {
  const accuracy = overallAccuracy(counts, classNames.length);
  const told = accuracy === null ? '' : `${formatPercent(accuracy)} of the ${source} samples are told right. `;
  const worst = worstConfusions(counts, classNames.length, 3).map(
    ({ actual, predicted, count }) => `${classNames[actual]} taken for ${classNames[predicted]} (${count}×)`,
  );
  return `${told}${worst.length > 0 ? `Most often wrong: ${worst.join(', ')}.` : 'No class is mistaken for another.'}`;
}
