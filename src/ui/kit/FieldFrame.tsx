import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

/** The ids by which a control points at its help and its error; `describedBy` is undefined where there is neither. */
export function fieldIds(id: string, { help, error, unit }: { help?: unknown; error?: unknown; unit?: unknown }) {
  const describedBy = classNames(error ? `${id}-error` : null, unit ? `${id}-unit` : null, help ? `${id}-help` : null);
  return { describedBy: describedBy === '' ? undefined : describedBy };
}

export interface FieldFrameProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | null | undefined;
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean | undefined;
  /** Stands at the right of the label. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** What every field has: its label above, its error and its help below. */
export function FieldFrame({ id, label, help, error, hideLabel = false, aside, children }: FieldFrameProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className={hideLabel ? 'sr-only' : 'flex items-baseline justify-between gap-2'}>
        <label htmlFor={id} className="font-medium text-ink-muted text-label">
          {label}
        </label>
        {aside}
      </div>
      {children}
      {error && (
        <p id={`${id}-error`} className="text-danger text-label">
          {error}
        </p>
      )}
      {help && (
        <p id={`${id}-help`} className="text-caption text-ink-faint">
          {help}
        </p>
      )}
    </div>
  );
}

/** The look that text inputs and selects share. */
export const controlLook =
  'h-9 w-full min-w-0 rounded-medium border border-line-strong/60 bg-raised px-2.5 text-body text-ink transition-colors hover:border-line-strong pointer-coarse:h-11 disabled:opacity-50 aria-invalid:border-danger';
