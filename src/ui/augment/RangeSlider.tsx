import { Slider } from '@base-ui/react/slider';
import type { ReactNode } from 'react';

export interface RangeSliderProps {
  readonly label: string;
  /** What each thumb is called behind the label: `['lower', 'upper']`; one thumb where there is one value. */
  readonly parts?: readonly string[] | undefined;
  readonly values: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly help?: string | undefined;
  /** What the values mean, at the right of the label. */
  readonly shown: ReactNode;
  onChange(values: readonly number[]): void;
  /** The thumb was let go. */
  onSettle?(): void;
}

/** One value, or a range of them, on a line; by pointer and by the arrow keys. */
export function RangeSlider({
  label,
  parts,
  values,
  min,
  max,
  step,
  help,
  shown,
  onChange,
  onSettle,
}: RangeSliderProps) {
  return (
    <Slider.Root
      value={values}
      min={min}
      max={max}
      step={step}
      // Where both thumbs lie on each other, either way draws them apart.
      thumbCollisionBehavior="swap"
      onValueChange={(changed) => onChange(changed)}
      onValueCommitted={() => onSettle?.()}
      className="flex min-w-0 flex-col gap-1"
    >
      <div className="flex items-baseline justify-between gap-2 text-label">
        <span className="font-medium text-ink-muted">{label}</span>
        <span className="tabular-nums text-ink">{shown}</span>
      </div>
      <Slider.Control className="flex h-8 touch-none select-none items-center px-2 pointer-coarse:h-11">
        <Slider.Track className="h-1.5 w-full rounded-full bg-line-strong/40">
          <Slider.Indicator className="rounded-full bg-accent" />
          {values.map((_, index) => (
            <Slider.Thumb
              key={parts?.[index] ?? label}
              index={index}
              getAriaLabel={() => (parts?.[index] ? `${label} ${parts[index]}` : label)}
              className="size-4 rounded-full border-2 border-accent bg-raised shadow-low outline-offset-2 has-focus-visible:outline-2 has-focus-visible:outline-accent pointer-coarse:size-5"
            />
          ))}
        </Slider.Track>
      </Slider.Control>
      {help && <p className="text-caption text-ink-faint">{help}</p>}
    </Slider.Root>
  );
}
