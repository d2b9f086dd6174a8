import type { Picture } from '#protocol/engine.ts';
import { classNames } from '../../kit/class-names.ts';
import { Skeleton } from '../../kit/Skeleton.tsx';
import { PixelCanvas } from '../../pixels/PixelCanvas.tsx';

export interface PreviewGridProps {
  /** By epoch; null while the first ones are under way. */
  readonly pictures: readonly Picture[] | null;
  /** Which epochs are shown, 0 being the first. */
  readonly epochs: readonly number[];
  /** The epoch that is shown large. */
  readonly epoch: number;
  onChoose(epoch: number): void;
}

/** One sample in epoch after epoch. */
export function PreviewGrid({ pictures, epochs, epoch, onChoose }: PreviewGridProps) {
  return (
    <section aria-label="Epochs" className="flex flex-col gap-2">
      <h3 className="font-semibold text-body text-ink">The first {epochs.length} epochs</h3>
      <ul className="grid @md:grid-cols-4 @3xl:grid-cols-6 grid-cols-3 gap-2">
        {epochs.map((place) => {
          const picture = pictures?.[place];
          return (
            <li key={place}>
              <button
                type="button"
                aria-pressed={place === epoch}
                onClick={() => onChoose(place)}
                className={classNames(
                  'flex w-full flex-col gap-1 rounded-medium border p-1 transition-colors hover:border-line-strong',
                  place === epoch ? 'border-accent bg-accent-soft' : 'border-line bg-raised',
                )}
              >
                {picture ? (
                  <PixelCanvas picture={picture} className="aspect-square w-full rounded-small object-contain" />
                ) : (
                  <Skeleton className="aspect-square w-full" />
                )}
                <span
                  className={classNames(
                    'text-center text-caption',
                    place === epoch ? 'font-medium text-accent' : 'text-ink-muted',
                  )}
                >
                  Epoch {place + 1}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
