/** The one place that touches uPlot: a chart that follows its data, its box and the theme. */
import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { chartOptions, type ValueScale } from './chart-options.ts';
import type { MetricSeries } from './metric-series.ts';
import { useChartColors } from './use-chart-colors.ts';

export interface ChartProps {
  /** The text alternative. */
  readonly label: string;
  readonly series: MetricSeries;
  readonly scale: ValueScale;
  readonly stepsPerEpoch: number;
  readonly epochCount: number;
  formatTick(value: number): string;
  /** Hears the row under the pointer, or null when it leaves. */
  onHover(row: number | null): void;
}

function columnsOf({ steps, batch, training, validation }: MetricSeries): uPlot.AlignedData {
  return [[...steps], [...batch], [...training], [...validation]];
}

export function Chart(props: ChartProps) {
  const { label, series, scale } = props;
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const colors = useChartColors(() => plot.current?.redraw(false, false));
  const readColors = useRef(colors.read);

  useEffect(() => {
    const box = host.current;
    if (!box) return;
    // Reading styles lays the page out; done here, the first steps of a run need not.
    readColors.current();
    const options = chartOptions({
      scale,
      formatTick: (value) => latest.current.formatTick(value),
      colors: readColors.current,
      stepsPerEpoch: () => latest.current.stepsPerEpoch,
      epochCount: () => latest.current.epochCount,
      onHover: (row) => latest.current.onHover(row),
    });
    const chart = new uPlot(
      { ...options, width: Math.max(1, box.clientWidth), height: Math.max(1, box.clientHeight) },
      columnsOf(latest.current.series),
      box,
    );
    plot.current = chart;
    const observer = new ResizeObserver(() => {
      if (box.clientWidth > 0 && box.clientHeight > 0) {
        chart.setSize({ width: box.clientWidth, height: box.clientHeight });
      }
    });
    observer.observe(box);
    return () => {
      observer.disconnect();
      chart.destroy();
      plot.current = null;
    };
  }, [scale]);

  // In a task of its own: several charts drawn in one would hold up the page.
  useEffect(() => {
    const timer = setTimeout(() => plot.current?.setData(columnsOf(series)));
    return () => clearTimeout(timer);
  }, [series]);

  return <div ref={host} role="img" aria-label={label} className="h-52 min-w-0 overflow-hidden" />;
}
