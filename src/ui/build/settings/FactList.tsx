export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Computed facts as pairs of name and value. */
export function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-label">
      {facts.map(({ label, value }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-ink-muted">{label}</dt>
          <dd className="break-words text-right text-ink">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
