import { useEffect, useRef, useState } from 'react';
import { formatBytes, formatFlops } from '#base/format.ts';
import { decadesBetween } from './decades.ts';
import type { LayerRate } from './layer-rates.ts';

const height = 260;
const frame = { left: 84, right: 16, top: 22, bottom: 48 } as const;
const firstWidth = 560;

export interface RooflineChartProps {
  readonly rates: readonly LayerRate[];
  readonly peak: { readonly flopsPerSecond: number; readonly bytesPerSecond: number };
}

/**
 * What each layer reaches against what the device allows: below the slope memory bounds it, below the flat part the
 * arithmetic does (Williams, Waterman and Patterson 2009). Both axes are logarithmic.
 */
export function RooflineChart({ rates, peak }: RooflineChartProps) {
  const { box, width } = useWidth();
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
  const [right, bottom] = [width - frame.right, height - frame.bottom];
  return (
    <figure ref={box} aria-label="Roofline" className="min-w-0">
      <svg width={width} height={height} className="max-w-full" role="img" aria-label={textOf(shown)} fontSize="11">
        <g stroke="var(--color-line)" fill="var(--color-ink-muted)">
          {decadesBetween(lowX, highX).map((value) => (
            <g key={value}>
              <line x1={x(value)} x2={x(value)} y1={frame.top} y2={bottom} />
              <text x={x(value)} y={bottom + 15} textAnchor="middle" stroke="none">
                {value}
              </text>
            </g>
          ))}
          {decadesBetween(lowY, highY).map((value) => (
            <g key={value}>
              <line x1={frame.left} x2={right} y1={y(value)} y2={y(value)} />
              <text x={frame.left - 6} y={y(value) + 4} textAnchor="end" stroke="none">
                {formatFlops(value).replace('.0', '')}/s
              </text>
            </g>
          ))}
        </g>
        <path d={roof} fill="none" stroke="var(--color-accent)" strokeWidth="2" />
        <text x={right} y={y(peak.flopsPerSecond) - 6} textAnchor="end" fill="var(--color-accent)">
          {formatFlops(peak.flopsPerSecond)}/s
        </text>
        <text x={frame.left + 4} y={frame.top - 8} fill="var(--color-accent)">
          slope: {formatBytes(peak.bytesPerSecond)}/s
        </text>
        <text x={(frame.left + right) / 2} y={height - 10} textAnchor="middle" fill="var(--color-ink-muted)">
          operations for each byte
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
            <text x={x(intensity)} y={y(flopsPerSecond) + 24} textAnchor="middle" fill="var(--color-ink)">
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

/** The figure's own width in pixels, so that its letters keep their size on a phone. */
function useWidth() {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(firstWidth);
  useEffect(() => {
    const target = box.current;
    if (!target) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(240, target.clientWidth)));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return { box, width };
}

function textOf(rates: readonly LayerRate[]): string {
  const parts = rates.map(
    ({ name, flopsPerSecond, roof }) => `${name} ${formatFlops(flopsPerSecond)}/s of ${formatFlops(roof)}/s`,
  );
  return `Roofline. ${parts.join('; ')}.`;
}
