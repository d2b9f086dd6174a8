import { withGenerator } from '#data/augmentation/generator-settings.ts';
import { Button } from '../../kit/Button.tsx';
import { RangeSlider } from '../RangeSlider.tsx';
import type { GeneratorFieldProps } from './GeneratorForm.tsx';

export interface ShiftFieldProps extends GeneratorFieldProps {
  readonly axis: 'width' | 'height';
  /** How many the pictures have along the axis. */
  readonly pixels: number;
}

/** How far pictures move along one axis: a share of it, or, from 1 on, pixels. */
export function ShiftField({ axis, pixels, settings, onChange }: ShiftFieldProps) {
  const argument = `${axis}_shift_range` as const;
  const given = settings[argument];
  const most = typeof given === 'number' ? given : Math.max(...given.map(Math.abs));
  const isPixels = most >= 1;
  const set = (value: number) => onChange(withGenerator(settings, { [argument]: value }));
  const shown = isPixels ? `± ${most} px` : most === 0 ? 'none' : `± ${Number((most * 100).toFixed(1))} %`;
  return (
    <div className="flex flex-col">
      <RangeSlider
        label={argument}
        values={[most]}
        {...(isPixels
          ? { min: 1, max: Math.max(2, pixels, most), step: 1 }
          : { min: 0, max: Math.max(0.5, most), step: 0.01 })}
        shown={shown}
        onChange={([value = 0]) => set(value)}
      />
      <div className="flex items-center justify-between gap-2">
        <p className="text-caption text-ink-faint">{isPixels ? `Pixels, of ${pixels}.` : `A share of the ${axis}.`}</p>
        <Button
          size="small"
          variant="ghost"
          aria-label={`Give ${argument} ${isPixels ? 'as a share' : 'in pixels'}`}
          onClick={() =>
            set(isPixels ? Math.min(0.99, Number((most / pixels).toFixed(2))) : Math.max(1, Math.round(most * pixels)))
          }
        >
          {isPixels ? 'As a share' : 'In pixels'}
        </Button>
      </div>
    </div>
  );
}
