export interface LegendEntry {
  readonly name: 'Batch' | 'Training' | 'Validation';
  readonly value: string;
}

/** Each series by its line, its marker, its name and its value. */
export function MetricLegend({ entries }: { readonly entries: readonly LegendEntry[] }) {
  return (
    <dl className="grid grid-cols-3 gap-x-3 text-label">
      {entries.map(({ name, value }) => (
        <div key={name} className="min-w-0">
          <dt className="flex items-center gap-1.5 text-ink-muted">
            <Line name={name} />
            {name}
          </dt>
          <dd className="truncate pl-7.5 font-medium text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Line({ name }: { readonly name: LegendEntry['name'] }) {
  switch (name) {
    case 'Batch':
      return (
        <svg aria-hidden="true" viewBox="0 0 24 8" className="h-2 w-6 text-line-strong">
          <path d="M0 4h24" stroke="currentColor" strokeWidth="1" />
        </svg>
      );
    case 'Training':
      return (
        <svg aria-hidden="true" viewBox="0 0 24 8" className="h-2 w-6 text-accent">
          <path d="M0 4h24" stroke="currentColor" strokeWidth="2" />
          <circle cx="12" cy="4" r="3.5" fill="currentColor" />
        </svg>
      );
    case 'Validation':
      return (
        <svg aria-hidden="true" viewBox="0 0 24 8" className="h-2 w-6 text-family-activation">
          <path d="M0 4h24" stroke="currentColor" strokeWidth="2" strokeDasharray="6 4" />
          <rect x="9" y="1" width="6" height="6" className="fill-surface" stroke="currentColor" strokeWidth="2" />
        </svg>
      );
  }
}
