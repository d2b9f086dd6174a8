import { formatPercent } from '#base/format.ts';
import { clamp } from '#base/math.ts';
import type { Prediction } from '#protocol/engine.ts';
import { classNames } from '../../kit/class-names.ts';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';
import { rankClasses } from './rank-classes.ts';

/** What the network saw and what it thinks. */
export function Predictions({ prediction }: { readonly prediction: Prediction }) {
  const ranked = rankClasses(prediction);
  const { seen } = prediction;
  const best = ranked[0];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex items-center gap-3">
        <PixelCanvas
          picture={seen}
          label={`The picture as the network sees it, ${seen.width} × ${seen.height} pixels`}
          className="size-20 shrink-0 rounded-small border border-line-strong object-contain"
        />
        <div className="min-w-0">
          <p className="font-semibold text-display text-ink">{best?.name}</p>
          <p className="text-caption text-ink-faint">
            Left: as the network sees it, {seen.width} × {seen.height}. Answered in {prediction.milliseconds.toFixed(0)}{' '}
            ms.
          </p>
        </div>
      </div>
      <ul aria-label="Predictions" className="flex flex-col">
        {ranked.map(({ name, probability }, rank) => (
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
    </div>
  );
}

function percent(probability: number | null): string {
  return probability === null ? 'not a number' : formatPercent(probability);
}
