import { condense, sparklinePoints } from './sparkline.ts';

const width = 96;
const height = 24;

export interface SparklineProps {
  readonly values: readonly number[];
}

/** The course of the loss at a glance; the numbers stand beside it, so that it says nothing to a screen reader. */
export function Sparkline({ values }: SparklineProps) {
  return (
    <svg
      viewBox={`-1 -2 ${width + 2} ${height + 4}`}
      className="h-7 w-24 shrink-0 overflow-visible"
      aria-hidden="true"
      focusable="false"
    >
      <line x1="0" x2={width} y1={height} y2={height} className="stroke-line" />
      <polyline
        points={sparklinePoints(condense(values, 64), width, height)}
        fill="none"
        className="stroke-accent"
        strokeWidth="1.5"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  );
}
