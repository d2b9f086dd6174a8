import { useId } from 'react';
import { FieldFrame, fieldIds } from './FieldFrame.tsx';

export interface SliderFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  onChange(value: number): void;
  /** Hears when the person lets go: the end of the gesture. */
  onCommit?(): void;
  format?(value: number): string;
  readonly unit?: string | undefined;
  readonly help?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export function SliderField({
  label,
  value,
  min,
  max,
  step,
  onChange,
  onCommit,
  format = String,
  unit,
  help,
  disabled,
}: SliderFieldProps) {
  const id = useId();
  const { describedBy } = fieldIds(id, { help });
  const text = unit ? `${format(value)}\u202f${unit}` : format(value);
  return (
    <FieldFrame
      id={id}
      label={label}
      help={help}
      aside={
        <output htmlFor={id} className="text-ink text-label">
          {text}
        </output>
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
        aria-valuetext={text}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        onPointerUp={onCommit}
        onKeyUp={onCommit}
      />
    </FieldFrame>
  );
}
