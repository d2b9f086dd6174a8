/** One metric of a run as columns that share their steps, which is how uPlot wants it. */
import type { EpochReport, Metrics } from '#protocol/training.ts';

export type Metric = keyof Metrics;

export interface MetricSeries {
  /** How many steps were done, 1 after the first; ascending, each once. */
  readonly steps: readonly number[];
  /** A value or null at every step. */
  readonly batch: readonly (number | null)[];
  readonly training: readonly (number | null)[];
  readonly validation: readonly (number | null)[];
}

type Batch = { readonly step: number } & Metrics;

/** More points than a chart has pixels only cost time. */
const maxBatchPoints = 1200;

/**
 * The metric at every batch and at the end of every epoch. Where there are more than `maxPoints` batches, neighbours are
 * averaged. Values that are not finite are left out.
 */
export function metricSeries(
  metric: Metric,
  batches: readonly Batch[],
  epochs: readonly EpochReport[],
  maxPoints = maxBatchPoints,
): MetricSeries {
  const rows = new Map<number, [number | null, number | null, number | null]>();
  const rowAt = (step: number) => {
    const row = rows.get(step) ?? [null, null, null];
    rows.set(step, row);
    return row;
  };
  for (const { step, value } of averaged(metric, batches, maxPoints)) rowAt(step + 1)[0] = value;
  for (const { step, training, validation } of epochs) {
    const row = rowAt(step + 1);
    row[1] = finite(training[metric]);
    row[2] = finite(validation?.[metric]);
  }
  const sorted = [...rows].sort(([a], [b]) => a - b);
  return {
    steps: sorted.map(([step]) => step),
    batch: sorted.map(([, [value]]) => value),
    training: sorted.map(([, [, value]]) => value),
    validation: sorted.map(([, [, , value]]) => value),
  };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}

function averaged(metric: Metric, batches: readonly Batch[], maxPoints: number): { step: number; value: number }[] {
  const width = Math.max(1, Math.ceil(batches.length / maxPoints));
  const points: { step: number; value: number }[] = [];
  for (let start = 0; start < batches.length; start += width) {
    const group = batches.slice(start, start + width).filter((batch) => Number.isFinite(batch[metric]));
    const last = group.at(-1);
    if (!last) continue;
    const total = group.reduce((sum, batch) => sum + batch[metric], 0);
    points.push({ step: last.step, value: total / group.length });
  }
  return points;
}
