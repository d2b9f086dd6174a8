/** A benchmark as plain text, for mails, issues and terminals. */
import { formatCount } from '#base/format.ts';
import type { BenchmarkReport, BenchmarkRow } from '#protocol/benchmark.ts';

/** How often stock's time holds ours: above 1, Stride is the faster one. */
export function timesFaster({ milliseconds }: BenchmarkRow): number {
  return milliseconds.stock / milliseconds.stride;
}

/** The geometric mean of the ratios; NaN where there are none. */
export function meanTimesFaster(rows: readonly BenchmarkRow[]): number {
  return Math.exp(rows.reduce((sum, row) => sum + Math.log(timesFaster(row)), 0) / rows.length);
}

/** `0.042`, `3.1`, `4,650`: milliseconds to the digits that mean something. */
export function millisecondsText(milliseconds: number): string {
  if (milliseconds >= 100) return formatCount(Math.round(milliseconds));
  return milliseconds >= 10 ? milliseconds.toFixed(1) : milliseconds.toPrecision(2);
}

/** `18×`, `0.95×`. */
export function ratioText(ratio: number): string {
  return `${ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2)}×`;
}

const columns = ['case', 'batch', 'TensorFlow.js ms', 'Stride ms', 'ratio'] as const;

function cellsOf(row: BenchmarkRow): readonly string[] {
  const { network, name, batch, milliseconds } = row;
  return [
    `${network}, ${name}`,
    String(batch),
    millisecondsText(milliseconds.stock),
    millisecondsText(milliseconds.stride),
    ratioText(timesFaster(row)),
  ];
}

/** Lines of a table whose first column is set left and whose others are set right. */
export function tableText(lines: readonly (readonly string[])[]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** The whole report. `browser` is the browser's own word on itself, `date` the day as `2026-11-23`. */
export function benchmarkText(report: BenchmarkReport, browser: string, date: string): string {
  const { adapter, isSoftware, rows, omitted, isComplete } = report;
  const steps = rows.flatMap(({ network, name, batch, step, webglMilliseconds }) =>
    step
      ? [
          `${network}, ${name}, batch ${batch}: ${step.stride.dispatches} GPU programs a step (TensorFlow.js ${step.stock.dispatches}), ` +
            `${millisecondsText(step.stride.scriptMilliseconds)} ms of JavaScript (TensorFlow.js ${millisecondsText(step.stock.scriptMilliseconds)})` +
            (webglMilliseconds === undefined
              ? ''
              : `; TensorFlow.js on WebGL ${millisecondsText(webglMilliseconds)} ms`),
        ]
      : [],
  );
  return [
    'Stride benchmark: its own WebGPU kernels beside those of TensorFlow.js 4.22',
    `${adapter || 'an unnamed adapter'}${isSoftware ? ' (a software adapter: the processor, no graphics card)' : ''}`,
    browser,
    date,
    ...(isComplete ? [] : ['Stopped before its end.']),
    '',
    'Medians of both sides taking turns; ratio = TensorFlow.js / Stride, above 1 Stride is the faster one.',
    tableText([columns, ...rows.map(cellsOf)]),
    ...(steps.length > 0 ? ['', ...steps] : []),
    ...(omitted.length > 0 ? ['', 'Left out:', ...omitted.map(({ name, reason }) => `${name}: ${reason}`)] : []),
    '',
  ].join('\n');
}
