import { Check, Copy, Download } from 'lucide-react';
import { formatCount, formatFlops } from '#base/format.ts';
import type { BenchmarkReport, BenchmarkRow } from '#protocol/benchmark.ts';
import { benchmarkText, meanTimesFaster, millisecondsText, ratioText, timesFaster } from '#state/benchmark-text.ts';
import { downloadJson } from '#state/download-json.ts';
import { Button } from '#ui/kit/Button.tsx';
import { useCopy } from '#ui/use-copy.ts';
import { TableScroller } from '../train/TableScroller.tsx';

export interface BenchmarkResultsProps {
  readonly rows: readonly BenchmarkRow[];
  /** Null while it is under way. */
  readonly report: BenchmarkReport | null;
}

/** What was measured so far, and, once it has ended, ways to take it along. */
export function BenchmarkResults({ rows, report }: BenchmarkResultsProps) {
  const steps = rows.filter(({ kind }) => kind === 'step');
  const kernels = rows.filter(({ kind }) => kind === 'kernel');
  return (
    <>
      {report && <Take report={report} />}
      {report && !report.isComplete && (
        <p className="text-ink-muted text-label">Stopped before its end: this is what was measured until then.</p>
      )}
      {steps.length > 0 && <Measured title="Training steps" rows={steps} />}
      {kernels.length > 0 && <Measured title="Kernels" rows={kernels} />}
      {report && report.omitted.length > 0 && (
        <p className="text-caption text-ink-muted">
          {formatCount(report.omitted.length)} kernels of VGG16 and ResNet50 were left out: they are too much work for
          TensorFlow.js on a processor.
        </p>
      )}
    </>
  );
}

const cell = 'px-1.5 py-1 text-right';

function Measured({ title, rows }: { readonly title: string; readonly rows: readonly BenchmarkRow[] }) {
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1">
      <h3 className="flex flex-wrap items-baseline justify-between gap-x-3 font-semibold text-ink">
        {title}
        <span className="font-normal text-ink-muted text-label">{ratioText(meanTimesFaster(rows))} on average</span>
      </h3>
      <TableScroller>
        <table aria-label={title} className="w-full border-collapse text-label tabular-nums">
          <thead className="text-ink-muted">
            <tr className="border-line border-b">
              {['Case', 'TensorFlow.js', 'Stride', 'Ratio'].map((name) => (
                <th key={name} scope="col" className={`${cell} font-medium first:text-left`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={`${row.network} ${row.name} ${row.batch}`} row={row} />
            ))}
          </tbody>
        </table>
      </TableScroller>
    </section>
  );
}

function Row({ row }: { readonly row: BenchmarkRow }) {
  const { kind, network, name, batch, milliseconds, flops, step, webglMilliseconds } = row;
  const ratio = timesFaster(row);
  const [title, besides] = kind === 'step' ? [network, name] : [name, network];
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <th scope="row" className="px-1.5 py-1 text-left font-medium">
        {title}
        <span className="block font-normal text-caption text-ink-muted">
          {besides}, batch {formatCount(batch)}
        </span>
        {step && <Step step={step} />}
      </th>
      <td className={cell}>
        {millisecondsText(milliseconds.stock)} ms
        {webglMilliseconds !== undefined && (
          <span className="block text-caption text-ink-muted">WebGL {millisecondsText(webglMilliseconds)} ms</span>
        )}
      </td>
      <td className={cell}>
        {millisecondsText(milliseconds.stride)} ms
        {flops > 0 && (
          <span className="block text-caption text-ink-muted">
            {formatFlops(flops / (milliseconds.stride / 1000))}/s
          </span>
        )}
      </td>
      <td className={`${cell} font-semibold ${ratio >= 1 ? 'text-success' : 'text-danger'}`}>{ratioText(ratio)}</td>
    </tr>
  );
}

function Step({ step: { stride, stock } }: { readonly step: NonNullable<BenchmarkRow['step']> }) {
  return (
    <span className="block font-normal text-caption text-ink-muted">
      {stride.dispatches} GPU programs (TensorFlow.js {stock.dispatches}), {millisecondsText(stride.scriptMilliseconds)}{' '}
      ms of JavaScript ({millisecondsText(stock.scriptMilliseconds)})
    </span>
  );
}

function Take({ report }: { readonly report: BenchmarkReport }) {
  const date = new Date().toISOString().slice(0, 10);
  const browser = navigator.userAgent;
  const { isCopied, copy } = useCopy(benchmarkText(report, browser, date), 'Download the figures instead.');
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={isCopied ? Check : Copy} onClick={() => void copy()}>
        {isCopied ? 'Copied' : 'Copy as text'}
      </Button>
      <Button
        icon={Download}
        onClick={() => downloadJson('stride-benchmark.json', { app: 'Stride', date, browser, ...report })}
      >
        Download JSON
      </Button>
      <p aria-live="polite" className="sr-only">
        {isCopied ? 'The figures are on the clipboard.' : ''}
      </p>
    </div>
  );
}
