import { useId } from 'react';
import { FieldFrame, fieldIds } from './FieldFrame.tsx';

export interface SliderFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  onChange(value: number): void;
  /** How the value reads beside the label and aloud. */
  format(value: number): string;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A number that is found by trying rather than by typing. */
export function SliderField({ label, value, min, max, step, onChange, format, help, disabled }: SliderFieldProps) {
  const id = useId();
  const { describedBy } = fieldIds(id, { help });
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      aside={
        <span aria-hidden="true" className="text-ink text-label tabular-nums">
          {format(value)}
        </span>
      }
    >
      <input
        id={id}
        type="range"
        className="h-8 w-full min-w-0 cursor-pointer accent-accent pointer-coarse:h-11 disabled:cursor-not-allowed disabled:opacity-50"
        value={value}
        min={min}
        max={max}
        step={step}
        disabled={disabled}
        aria-valuetext={format(value)}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </FieldFrame>
  );
}
