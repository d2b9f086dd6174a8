import { formatFlops } from '#base/format.ts';
import type { LayerRate } from './layer-rates.ts';

const [width, height] = [560, 240];
const frame = { left: 64, right: 16, top: 12, bottom: 36 } as const;

export interface RooflineChartProps {
  readonly rates: readonly LayerRate[];
  readonly peak: { readonly flopsPerSecond: number; readonly bytesPerSecond: number };
}

/**
 * What each layer reaches against what the device allows: below the slope memory bounds it, below the flat part the
 * arithmetic does (Williams, Waterman and Patterson 2009). Both axes are logarithmic.
 */
export function RooflineChart({ rates, peak }: RooflineChartProps) {
  const shown = rates.filter(({ intensity, flopsPerSecond }) => intensity > 0 && flopsPerSecond > 0);
  const ridge = peak.flopsPerSecond / peak.bytesPerSecond;
  const xs = [...shown.map(({ intensity }) => intensity), ridge];
  const ys = [...shown.map(({ flopsPerSecond }) => flopsPerSecond), peak.flopsPerSecond];
  const [lowX, highX] = [Math.log10(Math.min(...xs)) - 0.5, Math.log10(Math.max(...xs)) + 0.5];
  const [lowY, highY] = [Math.log10(Math.min(...ys)) - 0.3, Math.log10(Math.max(...ys)) + 0.3];
  const x = (value: number) =>
    frame.left + ((Math.log10(value) - lowX) / (highX - lowX)) * (width - frame.left - frame.right);
  const y = (value: number) =>
    height - frame.bottom - ((Math.log10(value) - lowY) / (highY - lowY)) * (height - frame.top - frame.bottom);
  const start = Math.max(10 ** lowX, 10 ** lowY / peak.bytesPerSecond);
  const roof = `M${x(start)},${y(start * peak.bytesPerSecond)} L${x(ridge)},${y(peak.flopsPerSecond)} L${x(10 ** highX)},${y(peak.flopsPerSecond)}`;
  return (
    <figure aria-label="Roofline" className="min-w-0">
      <svg viewBox={`0 0 ${width} ${height}`} className="w-full" role="img" aria-label={textOf(shown)}>
        <path d={roof} fill="none" stroke="var(--color-accent)" strokeWidth="2" />
        <line
          x1={frame.left}
          x2={width - frame.right}
          y1={height - frame.bottom}
          y2={height - frame.bottom}
          stroke="var(--color-line-strong)"
        />
        <text
          x={x(10 ** highX)}
          y={y(peak.flopsPerSecond) - 6}
          textAnchor="end"
          fontSize="11"
          fill="var(--color-ink-muted)"
        >
          {formatFlops(peak.flopsPerSecond)}/s
        </text>
        <text x={width / 2} y={height - 8} textAnchor="middle" fontSize="11" fill="var(--color-ink-muted)">
          operations for each byte →
        </text>
        <text
          x={12}
          y={height / 2}
          fontSize="11"
          fill="var(--color-ink-muted)"
          transform={`rotate(-90 12 ${height / 2})`}
          textAnchor="middle"
        >
          operations a second →
        </text>
        {shown.map(({ name, intensity, flopsPerSecond, share }) => (
          <g key={name}>
            <circle
              cx={x(intensity)}
              cy={y(flopsPerSecond)}
              r={4 + 10 * Math.sqrt(share)}
              fill="var(--color-family-activation)"
              fillOpacity="0.45"
              stroke="var(--color-family-activation)"
            >
              <title>{`${name}: ${formatFlops(flopsPerSecond)}/s`}</title>
            </circle>
            <text x={x(intensity)} y={y(flopsPerSecond) + 22} textAnchor="middle" fontSize="10" fill="var(--color-ink)">
              {share > 0.04 ? name : ''}
            </text>
          </g>
        ))}
      </svg>
      <figcaption className="text-caption text-ink-muted">
        The line is the best that was measured on this device: of a large matrix product, the copying of a large tensor,
        and these layers. A layer far below it leaves speed unused; one on the slope waits for memory.
      </figcaption>
    </figure>
  );
}

function textOf(rates: readonly LayerRate[]): string {
  const parts = rates.map(
    ({ name, flopsPerSecond, roof }) => `${name} ${formatFlops(flopsPerSecond)}/s of ${formatFlops(roof)}/s`,
  );
  return `Roofline. ${parts.join('; ')}.`;
}
