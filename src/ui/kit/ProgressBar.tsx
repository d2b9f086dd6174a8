import { clamp } from '#base/math.ts';
import { classNames } from './class-names.ts';

export interface ProgressBarProps {
  readonly label: string;
  /** The share done, 0..1; null while it is unknown. */
  readonly value: number | null;
  /** What is shown beside the bar and read aloud: `42 %, 12 s left`. */
  readonly text: string;
  readonly className?: string | undefined;
}

export function ProgressBar({ label, value, text, className }: ProgressBarProps) {
  const percent = value === null ? undefined : Math.round(clamp(value, 0, 1) * 100);
  return (
    <div className={classNames('flex min-w-0 items-center gap-2.5', className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
        className="h-1.5 min-w-10 flex-1 overflow-hidden rounded-full bg-hover"
      >
        <div
          className={classNames(
            'h-full rounded-full bg-accent',
            percent === undefined ? 'w-1/3 animate-pulse' : 'transition-[width] duration-200',
          )}
          style={percent === undefined ? undefined : { width: `${percent}%` }}
        />
      </div>
      <span aria-hidden="true" className="shrink-0 whitespace-nowrap text-ink-muted text-label">
        {text}
      </span>
    </div>
  );
}
