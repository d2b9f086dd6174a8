/** A run's curve as a picture to take away: an SVG document that stands by itself. */
import { escapeXml } from '#base/escape-xml.ts';
import { formatCount } from '#base/format.ts';
import type { MetricSeries } from '../train/charts/metric-series.ts';
import type { PaperColors } from './paper-colors.ts';

const size = { width: 640, height: 360 } as const;
const frame = { left: 56, right: 16, top: 40, bottom: 40 } as const;
const ticks = 5;

export interface ChartPicture {
  /** `Loss`. */
  readonly title: string;
  readonly series: MetricSeries;
  /** Where the values' axis ends above: 1 for an accuracy; by default the largest value. */
  readonly largest?: number;
  formatTick(value: number): string;
}

type Point = readonly [x: number, y: number];

/** Values that are missing are left out; steps go from 0 to the last one. */
export function chartSvg({ title, series, largest, formatTick }: ChartPicture, colors: PaperColors): string {
  const { steps } = series;
  const values = [...series.batch, ...series.training, ...series.validation].filter((value) => value !== null);
  const top = largest ?? Math.max(0, ...values) * 1.05;
  const lastStep = steps.at(-1) ?? 0;
  const x = (step: number) => frame.left + (step / Math.max(1, lastStep)) * (size.width - frame.left - frame.right);
  const y = (value: number) =>
    size.height - frame.bottom - (value / (top || 1)) * (size.height - frame.top - frame.bottom);
  const points = (line: readonly (number | null)[]): readonly Point[] =>
    line.flatMap((value, index) => (value === null ? [] : [[x(steps[index] ?? 0), y(Math.min(value, top))] as const]));
  const text = (content: string, place: Point, style: string) =>
    `<text x="${place[0].toFixed(1)}" y="${place[1].toFixed(1)}" font-size="11" ${style}>${escapeXml(content)}</text>`;
  const muted = `fill="${colors.inkMuted}"`;
  const grid = Array.from({ length: ticks + 1 }, (_, index) => (index / ticks) * top).map((value) => {
    const line = `<line x1="${frame.left}" x2="${size.width - frame.right}" y1="${y(value).toFixed(1)}" y2="${y(value).toFixed(1)}" stroke="${colors.line}"/>`;
    return line + text(formatTick(value), [frame.left - 6, y(value) + 4], `${muted} text-anchor="end"`);
  });
  const lines = [
    { name: 'each batch', color: colors.batch, width: 1, dash: '', line: points(series.batch) },
    { name: 'training', color: colors.training, width: 2, dash: '', line: points(series.training) },
    {
      name: 'validation',
      color: colors.validation,
      width: 2,
      dash: ' stroke-dasharray="6 4"',
      line: points(series.validation),
    },
  ].filter(({ line }) => line.length > 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" font-family="Inter, Helvetica, Arial, sans-serif" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="${colors.ground}"/>`,
    `<text x="${frame.left}" y="24" font-size="14" font-weight="600" fill="${colors.ink}">${escapeXml(title)}</text>`,
    ...lines.map(({ name, color, dash }, index) => {
      const left = size.width - frame.right - 110 * (lines.length - index);
      const stroke = `<line x1="${left}" x2="${left + 20}" y1="20" y2="20" stroke="${color}" stroke-width="2"${dash}/>`;
      return stroke + text(name, [left + 26, 24], muted);
    }),
    ...grid,
    text('0', [frame.left, size.height - 18], `${muted} text-anchor="middle"`),
    text(`${formatCount(lastStep)} steps`, [size.width - frame.right, size.height - 18], `${muted} text-anchor="end"`),
    ...lines.map(
      ({ color, width, dash, line }) =>
        `<polyline fill="none" stroke="${color}" stroke-width="${width}"${dash} points="${line.map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`).join(' ')}"/>`,
    ),
    '</svg>',
  ].join('\n');
}
