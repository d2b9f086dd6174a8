import type { ExportFormat } from '#protocol/exchange.ts';
import { exportFormats } from './export-formats.ts';

export interface FormatCardsProps {
  readonly value: ExportFormat;
  readonly isDisabled: boolean;
  onChange(format: ExportFormat): void;
}

/** The formats as radio buttons, each with what it is for and what is inside. */
export function FormatCards({ value, isDisabled, onChange }: FormatCardsProps) {
  return (
    <fieldset className="grid grid-cols-2 gap-2 max-desk:grid-cols-1" disabled={isDisabled}>
      <legend className="mb-2 font-medium text-ink-muted text-label">Format</legend>
      {exportFormats.map(({ format, label, purpose, contents }) => (
        <label
          key={format}
          className="relative flex cursor-pointer gap-2.5 rounded-medium border border-line bg-surface p-3 last:odd:col-span-2 max-desk:last:odd:col-span-1 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            type="radio"
            name="export-format"
            className="mt-1 size-4 shrink-0 accent-accent"
            checked={format === value}
            aria-label={label}
            aria-describedby={`export-${format}`}
            onChange={() => onChange(format)}
          />
          <span className="flex min-w-0 flex-col gap-0.5">
            <span className="font-semibold text-body text-ink">{label}</span>
            <span id={`export-${format}`} className="flex flex-col gap-1 text-label text-ink-muted">
              <span>{purpose}</span>
              <span className="text-caption">{contents}</span>
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
