import { formatPercent } from '#base/format.ts';
import { clamp } from '#base/math.ts';
import type { Prediction } from '#protocol/engine.ts';
import { classNames } from '../../kit/class-names.ts';
import { rankClasses } from './rank-classes.ts';

/** Every class with its probability, the likeliest first. */
export function Predictions({ prediction }: { readonly prediction: Prediction }) {
  return (
    <ul aria-label="Predictions" className="flex flex-col">
      {rankClasses(prediction).map(({ name, probability }, rank) => (
        <li
          key={name}
          aria-label={`${name}, ${percent(probability)}`}
          className="grid min-h-6 grid-cols-[minmax(1.5rem,auto)_1fr_3.75rem] items-center gap-2 text-label"
        >
          <span className={classNames('truncate', rank === 0 ? 'font-semibold text-ink' : 'text-ink-muted')}>
            {name}
          </span>
          <span className="h-2 overflow-hidden rounded-full bg-hover">
            <span
              className={classNames('block h-full rounded-full', rank === 0 ? 'bg-accent' : 'bg-line-strong')}
              style={{ width: `${100 * clamp(probability ?? 0, 0, 1)}%` }}
            />
          </span>
          <span className={classNames('text-right', rank === 0 ? 'font-semibold text-ink' : 'text-ink-muted')}>
            {percent(probability)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function percent(probability: number | null): string {
  return probability === null ? 'not a number' : formatPercent(probability);
}
