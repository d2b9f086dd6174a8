import { useId, useMemo, useState } from 'react';
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { Metric } from '../charts/metric-series.ts';
import { formatMetric, metricNames } from '../charts/metric-text.ts';
import { TableScroller } from '../TableScroller.tsx';
import { type Overlay, overlayCurves } from './overlay-curves.ts';
import { runDifferences } from './run-differences.ts';
import { runLine } from './run-line.ts';

const metrics: readonly Metric[] = ['loss', 'accuracy'];

/** The curves of the chosen runs over each other. */
export function RunOverlay({ runs }: { readonly runs: readonly RunRecord[] }) {
  const headingId = useId();
  const [metric, setMetric] = useState<Metric>('loss');
  const overlay = useMemo(() => overlayCurves(runs, metric), [runs, metric]);
  return (
    <figure aria-labelledby={headingId} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h4 id={headingId} className="font-semibold text-body text-ink">
          Compared runs
        </h4>
        <div className="flex gap-1 rounded-medium bg-sunken p-1">
          {metrics.map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={metric === name}
              onClick={() => setMetric(name)}
              className="min-h-8 rounded-small px-2.5 font-medium text-ink-muted text-label hover:text-ink aria-pressed:bg-raised aria-pressed:text-ink aria-pressed:shadow-low pointer-coarse:min-h-11"
            >
              {metricNames[name]}
            </button>
          ))}
        </div>
      </div>
      <Lines metric={metric} overlay={overlay} />
      <figcaption>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-label">
          {overlay.curves.map(({ run, name, last }, place) => (
            <li key={run} className="flex items-center gap-1.5">
              <Swatch place={place} />
              <span className="text-ink-muted">{name}</span>
              <span className="font-medium text-ink">{last === null ? '–' : formatMetric(metric, last)}</span>
            </li>
          ))}
        </ul>
      </figcaption>
      {runs.length > 1 && <Differences runs={runs} />}
    </figure>
  );
}

function Lines({ metric, overlay }: { readonly metric: Metric; readonly overlay: Overlay }) {
  const { curves, top, epochs } = overlay;
  const told = curves.map(({ name, last }) => `${name} ${last === null ? 'nothing' : formatMetric(metric, last)}`);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2 text-caption text-ink-faint">
      <div className="flex flex-col items-end justify-between">
        <span>{formatMetric(metric, top)}</span>
        <span>0</span>
      </div>
      <svg
        role="img"
        aria-label={`${metricNames[metric]} after each epoch. In the end: ${told.join(', ')}.`}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        className="h-40 w-full overflow-visible border-line border-b border-l"
      >
        {curves.map(({ run, path, end }, place) => {
          const { ink, dashes } = runLine(place);
          return (
            <g key={run} fill="none" stroke="currentColor" strokeLinecap="round" className={ink}>
              <path d={path} strokeWidth="2" strokeDasharray={dashes} vectorEffect="non-scaling-stroke" />
              <path d={end} strokeWidth="7" vectorEffect="non-scaling-stroke" />
            </g>
          );
        })}
      </svg>
      <span />
      <div className="flex justify-between pt-1">
        <span>epoch 1</span>
        {epochs > 1 && <span>epoch {epochs}</span>}
      </div>
    </div>
  );
}

function Differences({ runs }: { readonly runs: readonly RunRecord[] }) {
  const differences = useMemo(() => runDifferences(runs), [runs]);
  if (differences.length === 0) {
    return <p className="text-caption text-ink-faint">These runs began with the same network, data and settings.</p>;
  }
  return (
    <TableScroller>
      <table aria-label="What differs" className="w-full border-collapse text-label">
        <thead className="text-ink-muted">
          <tr className="border-line border-b">
            <th scope="col" className="px-1.5 py-1 text-left font-medium">
              What differs
            </th>
            {runs.map(({ origin, name }, place) => (
              <th key={origin.run} scope="col" className="px-1.5 py-1 text-left font-medium">
                <span className="flex items-center gap-1.5">
                  <Swatch place={place} />
                  {name}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {differences.map(({ label, values }) => (
            <tr key={label} className="border-line border-b last:border-b-0">
              <th scope="row" className="whitespace-nowrap px-1.5 py-1 text-left font-normal text-ink-muted">
                {label}
              </th>
              {runs.map(({ origin }, place) => (
                <td key={origin.run} className="px-1.5 py-1">
                  {values[place]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroller>
  );
}

function Swatch({ place }: { readonly place: number }) {
  const { ink, dashes } = runLine(place);
  return (
    <svg aria-hidden="true" viewBox="0 0 24 8" className={`h-2 w-6 ${ink}`}>
      <path d="M0 4h24" stroke="currentColor" strokeWidth="2" strokeDasharray={dashes} />
    </svg>
  );
}
