import { formatPercent } from '#base/format.ts';
import type { EpochReport, Metrics } from '#protocol/training.ts';
import { type Metric, metricSeries } from '../train/charts/metric-series.ts';
import { formatMetric, metricNames } from '../train/charts/metric-text.ts';
import { chartSvg } from './chart-svg.ts';
import type { PaperColors } from './paper-colors.ts';

export interface RunNumbers {
  readonly batches: readonly ({ readonly step: number } & Metrics)[];
  readonly epochs: readonly EpochReport[];
}

/** The curve of a metric as the page draws it. */
export function metricPicture(metric: Metric, { batches, epochs }: RunNumbers, colors: PaperColors): string {
  const picture = { title: metricNames[metric], series: metricSeries(metric, batches, epochs) };
  return metric === 'accuracy'
    ? chartSvg({ ...picture, largest: 1, formatTick: (value) => formatPercent(value, 0) }, colors)
    : chartSvg({ ...picture, formatTick: (value) => formatMetric('loss', value) }, colors);
}
