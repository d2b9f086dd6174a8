import { useState } from 'react';
import { formatCount } from '#base/format.ts';
import type { PictureSet } from '#protocol/quality.ts';
import type { Evaluated } from '#state/quality-store.ts';
import { Button } from '../../kit/Button.tsx';
import { ErrorBoxes, ErrorLegend } from './ErrorBoxes.tsx';
import { errorCounts } from './error-text.ts';
import { PictureDialog } from './PictureDialog.tsx';
import { SetPicture } from './SetPicture.tsx';

const pageSize = 12;

export interface WorstPicturesProps {
  readonly set: PictureSet;
  readonly evaluated: Evaluated;
  readonly classNames: readonly string[];
  readonly scoreThreshold: number;
}

/** The pictures with the most errors first; each opens large, with its errors named. */
export function WorstPictures({ set, evaluated, classNames, scoreThreshold }: WorstPicturesProps) {
  const [limit, setLimit] = useState(pageSize);
  const [shown, setShown] = useState<number | null>(null);
  const { faults } = evaluated.report;
  if (faults.length === 0) {
    return <p className="text-ink-muted">Every annotated object was found, and nothing else.</p>;
  }
  return (
    <div className="flex flex-col gap-3">
      <ErrorLegend />
      <ul aria-label="Pictures with errors" className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-2">
        {faults.slice(0, limit).map((each, rank) => {
          const place = evaluated.places[each.picture] ?? 0;
          const picture = evaluated.pictures[each.picture];
          const known = set.labels.pictures[place];
          if (!picture || !known) return null;
          return (
            <li key={place} className="min-w-0">
              <button
                type="button"
                onClick={() => setShown(rank)}
                className="flex w-full flex-col overflow-hidden rounded-medium border border-line bg-raised text-left hover:border-line-strong"
              >
                <span className="relative block w-full">
                  <SetPicture set={set.id} picture={place} size={known.size} longestSide={320} />
                  <ErrorBoxes
                    picture={picture}
                    size={known.size}
                    faults={each}
                    classNames={classNames}
                    scoreThreshold={scoreThreshold}
                    hasLabels={false}
                  />
                </span>
                <span className="flex min-w-0 flex-col px-2 py-1.5 text-label">
                  <span className="truncate font-medium text-ink">
                    <bdi>{known.path.split('/').at(-1)}</bdi>
                  </span>
                  <span className="text-ink-muted">{errorCounts(each)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {faults.length > limit && (
        <Button size="small" className="self-start" onClick={() => setLimit(limit + pageSize)}>
          Show {formatCount(Math.min(pageSize, faults.length - limit))} more
        </Button>
      )}
      <PictureDialog
        set={set}
        evaluated={evaluated}
        classNames={classNames}
        scoreThreshold={scoreThreshold}
        rank={shown}
        onRank={setShown}
      />
    </div>
  );
}
