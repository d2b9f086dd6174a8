import { ChartLine } from 'lucide-react';
import { useCallback, useId, useMemo, useState } from 'react';
import { formatPercent } from '#base/format.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { Chart } from './Chart.tsx';
import { type LegendEntry, MetricLegend } from './MetricLegend.tsx';
import { type Metric, type MetricSeries, metricSeries } from './metric-series.ts';
import { describeMetric, formatMetric, metricNames } from './metric-text.ts';
import type { RunHistory } from './use-run-history.ts';

const emptyTexts: Readonly<Record<Metric, string>> = {
  loss: 'How wrong the network is, batch by batch. It falls while the network learns.',
  accuracy: 'The share of samples whose class the network gets right. It rises while the network learns.',
};

export interface MetricFigureProps {
  readonly metric: Metric;
  readonly history: RunHistory;
}

export function MetricFigure({ metric, history }: MetricFigureProps) {
  const headingId = useId();
  const { batches, epochs, progress } = history;
  const [isLog, setLog] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const series = useMemo(() => metricSeries(metric, batches, epochs), [metric, batches, epochs]);
  const formatTick = useCallback(
    (value: number) => (metric === 'accuracy' ? formatPercent(value, 0) : shortNumber(value)),
    [metric],
  );
  const isEmpty = series.steps.length === 0;
  const name = metricNames[metric];
  return (
    <figure aria-labelledby={headingId} className="flex min-w-0 flex-col gap-2">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <h3 id={headingId} className="font-semibold text-body text-ink">
          {name}
        </h3>
        {!isEmpty && metric === 'loss' && (
          <button
            type="button"
            aria-pressed={isLog}
            onClick={() => setLog(!isLog)}
            className="min-h-8 rounded-medium px-2 text-ink-muted text-label hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-11"
          >
            Log scale
          </button>
        )}
      </div>
      {!isEmpty && <MetricLegend entries={legendEntries(metric, series, hovered)} />}
      {/* The chart is made ahead, empty, so that the first steps of a run do not wait for it. */}
      <div className="relative">
        <div className={isEmpty ? 'invisible' : undefined}>
          <Chart
            label={describeMetric(metric, batches, epochs)}
            series={series}
            scale={metric === 'accuracy' ? 'share' : isLog ? 'log' : 'linear'}
            stepsPerEpoch={progress ? progress.steps / progress.epochs : 0}
            epochCount={epochs.length}
            formatTick={formatTick}
            onHover={setHovered}
          />
        </div>
        {isEmpty && (
          <div className="absolute inset-0">
            <EmptyState icon={ChartLine} title={`${name} will appear here`}>
              {emptyTexts[metric]}
            </EmptyState>
          </div>
        )}
      </div>
    </figure>
  );
}

/** The values under the pointer, or the latest. */
function legendEntries(metric: Metric, series: MetricSeries, row: number | null): LegendEntry[] {
  const end = row ?? series.steps.length - 1;
  const entries = [
    { name: 'Batch', values: series.batch },
    { name: 'Training', values: series.training },
    { name: 'Validation', values: series.validation },
  ] as const;
  return entries
    .filter(({ name, values }) => name !== 'Validation' || values.some((value) => value !== null))
    .map(({ name, values }) => {
      const value = values.slice(0, end + 1).findLast((candidate) => candidate !== null);
      return { name, value: value === undefined || value === null ? '–' : formatMetric(metric, value) };
    });
}

function shortNumber(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 0.001 || size >= 1e5)
    ? String(Number(value.toPrecision(2))).replace('+', '')
    : String(Number(value.toPrecision(4)));
}
