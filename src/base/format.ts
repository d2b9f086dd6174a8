/**
 * Numbers as a person reads them: grouped digits, units behind a no-break space, few significant figures. One place,
 * so that the canvas, the summary, the problems and the accessible names all say the same.
 */

const NARROW_SPACE = '\u202f';
const GROUPED = new Intl.NumberFormat('en-US');

/** `225034` → `225,034`. */
export function formatCount(count: number): string {
  return GROUPED.format(count);
}

/** `[26, 26, 32]` → `26 × 26 × 32`; a scalar's empty shape → `scalar`. */
export function formatShape(shape: readonly number[]): string {
  return shape.length === 0 ? 'scalar' : shape.join(' × ');
}

function scaled(value: number, units: readonly string[]): string {
  let unit = 0;
  let rest = value;
  while (rest >= 999.5 && unit < units.length - 1) {
    rest /= 1000;
    unit++;
  }
  const digits = unit === 0 || rest >= 99.95 ? 0 : 1;
  return `${rest.toFixed(digits)}${NARROW_SPACE}${units[unit]}`;
}

/** Bytes in decimal units: `900136` → `900 kB`. */
export function formatBytes(bytes: number): string {
  return scaled(bytes, ['B', 'kB', 'MB', 'GB', 'TB']);
}

/** Floating-point operations, two for each multiply-add: `5300000` → `5.3 MFLOP`. */
export function formatFlops(flops: number): string {
  return scaled(flops, ['FLOP', 'kFLOP', 'MFLOP', 'GFLOP', 'TFLOP']);
}

/** Milliseconds as a duration to wait: `95000` → `1 min 35 s`. */
export function formatDuration(milliseconds: number): string {
  if (!Number.isFinite(milliseconds)) return '…';
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds}${NARROW_SPACE}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${NARROW_SPACE}min ${seconds % 60}${NARROW_SPACE}s`;
  return `${Math.floor(minutes / 60)}${NARROW_SPACE}h ${minutes % 60}${NARROW_SPACE}min`;
}

/** A share of one as a percentage with one decimal: `0.8514` → `85.1 %`. */
export function formatPercent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)}${NARROW_SPACE}%`;
}
