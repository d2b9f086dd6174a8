/** The curves of several runs on common axes. */
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { Metric } from '../charts/metric-series.ts';

export interface OverlayCurve {
  readonly run: string;
  readonly name: string;
  /** The last value; null where the run has none. */
  readonly last: number | null;
  /** An SVG path in a box of 100 × 100, `y` downwards; empty where there is nothing to draw. */
  readonly path: string;
  /** A line of no length at the last point, which round ends make a dot; empty where there is none. */
  readonly end: string;
}

export interface Overlay {
  readonly curves: readonly OverlayCurve[];
  /** What the upper edge stands for; the lower one is 0. */
  readonly top: number;
  /** What the right edge stands for; the left one is epoch 1. */
  readonly epochs: number;
}

/** The metric after each epoch: of validation samples where there were any, else of training samples. */
export function overlayCurves(runs: readonly RunRecord[], metric: Metric): Overlay {
  const series = runs.map(({ epochs }) =>
    epochs.map(({ validation, training }) => (validation ?? training)[metric]).filter(Number.isFinite),
  );
  const highest = Math.max(0, ...series.flat());
  const top = metric === 'accuracy' ? 1 : highest || 1;
  const epochs = Math.max(1, ...series.map(({ length }) => length));
  const curves = runs.map(({ origin, name }, place): OverlayCurve => {
    const values = series[place] ?? [];
    const points = values.map((value, epoch) => {
      const x = epochs === 1 ? 0 : (100 * epoch) / (epochs - 1);
      return `${x.toFixed(2)} ${(100 - (100 * value) / top).toFixed(2)}`;
    });
    const last = points.at(-1);
    return {
      run: origin.run,
      name,
      last: values.at(-1) ?? null,
      path: points.length > 1 ? `M${points.join(' L')}` : '',
      end: last === undefined ? '' : `M${last} L${last}`,
    };
  });
  return { curves, top, epochs };
}
