/** The loss so far as the points of a small line, oldest left, highest value on top. */
import { clamp } from '#base/math.ts';

/** Means of at most `count` runs of neighbours, so that a long history stays a short line. Values that are not finite are left out. */
export function condense(values: readonly number[], count: number): readonly number[] {
  const finite = values.filter(Number.isFinite);
  if (finite.length <= count) return finite;
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * finite.length) / count);
    const part = finite.slice(from, Math.floor(((index + 1) * finite.length) / count));
    return part.reduce((total, value) => total + value, 0) / part.length;
  });
}

/** The `points` attribute of an SVG polyline in a box of `width` × `height`; empty below two values. */
export function sparklinePoints(values: readonly number[], width: number, height: number): string {
  if (values.length < 2) return '';
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return values
    .map((value, index) => {
      const x = (index / (values.length - 1)) * width;
      const y = clamp(height - ((value - low) / span) * height, 0, height);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
