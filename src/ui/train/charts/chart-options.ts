/** How uPlot draws a metric: three series told apart by colour, dash and marker; steps and epochs below. */
import uPlot from 'uplot';
import { formatCount } from '#base/format.ts';
import { epochTicks } from './epoch-ticks.ts';
import type { ChartColors } from './use-chart-colors.ts';

export type ValueScale = 'share' | 'linear' | 'log';

export interface ChartOptionsParts {
  readonly scale: ValueScale;
  formatTick(value: number): string;
  colors(): ChartColors;
  stepsPerEpoch(): number;
  epochCount(): number;
  onHover(row: number | null): void;
}

/** Past this many epochs, markers would touch. */
const maxMarkers = 60;
const epochLabelWidth = 34;
const font = '11px "Inter Variable", ui-sans-serif, system-ui, sans-serif';

export function chartOptions(parts: ChartOptionsParts): Omit<uPlot.Options, 'width' | 'height'> {
  const { colors } = parts;
  const line = { grid: { show: false }, ticks: { show: false }, stroke: () => colors().ink, font };
  const showMarkers = () => parts.epochCount() <= maxMarkers;
  return {
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    padding: [8, 28, 0, 0],
    scales: {
      x: { time: false, range: (_plot, _min, max) => [0, wholeEpochs(max, parts.stepsPerEpoch())] },
      y: valueScale(parts.scale),
    },
    axes: [
      { ...line, size: 22, space: 60, values: (_plot, splits) => splits.map(formatCount) },
      {
        ...line,
        scale: 'y',
        size: 46,
        space: 28,
        grid: { stroke: () => colors().line, width: 1 },
        values: (_plot, splits) => splits.map((value) => (value === null ? '' : parts.formatTick(value))),
      },
      {
        ...line,
        scale: 'x',
        side: 2,
        size: 20,
        gap: 0,
        grid: { stroke: () => colors().line, width: 1 },
        splits: (plot, _axis, _min, max) =>
          epochTicks(parts.stepsPerEpoch(), max, Math.max(1, Math.floor(plot.width / (2 * epochLabelWidth)))),
        values: (_plot, splits) =>
          splits.map((step) => `epoch ${formatCount(Math.round(step / parts.stepsPerEpoch()))}`),
      },
    ],
    series: [
      {},
      { label: 'Batch', stroke: () => colors().batch, width: 1, alpha: 0.85, points: { show: isDot, size: 4 } },
      {
        label: 'Training',
        stroke: () => colors().training,
        width: 2,
        spanGaps: true,
        points: { show: showMarkers, size: 7, fill: () => colors().training },
      },
      {
        label: 'Validation',
        stroke: () => colors().validation,
        width: 2,
        dash: [6, 4],
        spanGaps: true,
        points: { show: showMarkers, size: 8, width: 2, dash: [], fill: () => colors().surface, paths: squares },
      },
    ],
    hooks: { setCursor: [(plot) => parts.onHover(plot.cursor.idx ?? null)] },
  };
}

/** One batch is no line yet. */
function isDot(plot: uPlot): boolean {
  return (plot.data[0]?.length ?? 0) < 2;
}

/** The axis ends with the epoch under way, so that it grows by epochs and not with every step. */
function wholeEpochs(lastStep: number | null, stepsPerEpoch: number): number {
  const last = Math.max(1, lastStep ?? 1);
  return stepsPerEpoch > 0 ? Math.ceil(last / stepsPerEpoch) * stepsPerEpoch : last;
}

function valueScale(scale: ValueScale): uPlot.Scale {
  switch (scale) {
    case 'share':
      return { range: [0, 1] };
    case 'linear':
      return { range: (_plot, _min, max) => [0, max === null || max <= 0 ? 1 : max * 1.05] };
    case 'log':
      return { distr: 3 };
  }
}

/** Markers as squares: told from the training's circles without colour. */
const squares: uPlot.Series.Points.PathBuilder = (plot, series, first, last) => {
  const path = new Path2D();
  const half = 3.25 * uPlot.pxRatio;
  const values = plot.data[series];
  for (let row = first; row <= last; row++) {
    const value = values?.[row];
    const step = plot.data[0]?.[row];
    if (value === null || value === undefined || step === null || step === undefined) continue;
    const x = plot.valToPos(step, 'x', true);
    const y = plot.valToPos(value, 'y', true);
    path.rect(x - half, y - half, 2 * half, 2 * half);
  }
  return { stroke: path, fill: path };
};
