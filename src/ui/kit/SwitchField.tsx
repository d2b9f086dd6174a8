import { useId } from 'react';

export interface SwitchFieldProps {
  readonly label: string;
  readonly checked: boolean;
  onChange(checked: boolean): void;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function SwitchField({ label, checked, onChange, help, disabled }: SwitchFieldProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col">
      <div className="flex min-h-8 items-center justify-between gap-3 pointer-coarse:min-h-11">
        <label htmlFor={id} className="flex-1 cursor-pointer py-1 font-medium text-ink-muted text-label">
          {label}
        </label>
        <input
          id={id}
          type="checkbox"
          role="switch"
          className="relative h-5 w-9 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken transition-colors before:absolute before:top-1/2 before:left-0.5 before:size-3.5 before:-translate-y-1/2 before:rounded-full before:bg-line-strong before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-4 checked:before:bg-on-accent disabled:cursor-not-allowed disabled:opacity-50"
          checked={checked}
          aria-checked={checked}
          disabled={disabled}
          aria-describedby={help ? `${id}-help` : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
      </div>
      {help && (
        <p id={`${id}-help`} className="text-caption text-ink-faint">
          {help}
        </p>
      )}
    </div>
  );
}
