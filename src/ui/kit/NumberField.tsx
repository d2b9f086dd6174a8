import { useId, useState } from 'react';
import { controlLook, FieldFrame, fieldIds } from './FieldFrame.tsx';
import { type NumberLimits, readNumber } from './number-entry.ts';

export interface NumberFieldProps extends NumberLimits {
  readonly label: string;
  readonly value: number;
  onChange(value: number): void;
  readonly step?: number | undefined;
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * A number that is committed as soon as what is typed is valid. What is typed stays as it is until the field is left or
 * the value changes from elsewhere, so that "0." on the way to "0.5" is not rewritten.
 */
export function NumberField({
  label,
  value,
  onChange,
  min,
  max,
  step,
  unit,
  help,
  disabled,
  integer,
}: NumberFieldProps) {
  const id = useId();
  const [draft, setDraft] = useState<{ readonly text: string; readonly committed: number } | null>(null);
  const text = draft && Object.is(draft.committed, value) ? draft.text : String(value);
  const entry = readNumber(text, { min, max, integer });
  const error = entry.ok ? null : entry.fault;
  const { describedBy } = fieldIds(id, { help, error, unit });

  const type = (typed: string) => {
    const read = readNumber(typed, { min, max, integer });
    setDraft({ text: typed, committed: read.ok ? read.value : value });
    if (read.ok && read.value !== value) onChange(read.value);
  };

  return (
    <FieldFrame id={id} label={label} help={help} error={error}>
      <div className="relative">
        <input
          id={id}
          type="number"
          inputMode={integer ? 'numeric' : 'decimal'}
          className={`${controlLook} ${unit ? 'pr-12' : ''}`}
          value={text}
          min={min}
          max={max}
          step={step ?? (integer ? 1 : 'any')}
          disabled={disabled}
          aria-invalid={error !== null}
          aria-describedby={describedBy}
          onChange={(event) => type(event.target.value)}
          onBlur={() => setDraft(null)}
        />
        {unit && (
          <span
            id={`${id}-unit`}
            className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-ink-faint text-label"
          >
            {unit}
          </span>
        )}
      </div>
    </FieldFrame>
  );
}
