/** A metric in words: for the chart's text alternative, its legend and the table of epochs. */
import { formatCount, formatPercent } from '#base/format.ts';
import type { EpochReport, Metrics } from '#protocol/training.ts';
import type { Metric } from './metric-series.ts';

export const metricNames: Readonly<Record<Metric, string>> = { loss: 'Loss', accuracy: 'Accuracy' };

/** A loss with three significant figures, an accuracy as a percentage. */
export function formatMetric(metric: Metric, value: number): string {
  if (!Number.isFinite(value)) return 'not a number';
  if (metric === 'accuracy') return formatPercent(value);
  if (value !== 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 10_000)) return value.toExponential(2);
  return value.toFixed(value < 1 ? 4 : value < 100 ? 3 : 1);
}

/** `Loss 0.1200 after step 1,600; training 0.1100 and validation 0.0900 after epoch 3.` */
export function describeMetric(
  metric: Metric,
  batches: readonly ({ readonly step: number } & Metrics)[],
  epochs: readonly EpochReport[],
): string {
  const batch = batches.at(-1);
  const report = epochs.at(-1);
  const parts: string[] = [];
  if (batch) parts.push(`${formatMetric(metric, batch[metric])} after step ${formatCount(batch.step + 1)}`);
  if (report) {
    const validation = report.validation ? ` and validation ${formatMetric(metric, report.validation[metric])}` : '';
    parts.push(
      `training ${formatMetric(metric, report.training[metric])}${validation} after epoch ${formatCount(report.epoch + 1)}`,
    );
  }
  return parts.length > 0 ? `${metricNames[metric]} ${parts.join('; ')}.` : `${metricNames[metric]}: nothing yet.`;
}
