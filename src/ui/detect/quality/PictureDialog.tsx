import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { PictureSet } from '#protocol/quality.ts';
import type { Evaluated } from '#state/quality-store.ts';
import { Dialog } from '../../kit/Dialog.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { ErrorBoxes, ErrorLegend } from './ErrorBoxes.tsx';
import { errorCounts, errorLines } from './error-text.ts';
import { SetPicture } from './SetPicture.tsx';

export interface PictureDialogProps {
  readonly set: PictureSet;
  readonly evaluated: Evaluated;
  readonly classNames: readonly string[];
  readonly scoreThreshold: number;
  /** Which of the pictures with errors; null for none. */
  readonly rank: number | null;
  onRank(rank: number | null): void;
}

/** One picture, large, with what was annotated, what was detected, and what is wrong. */
export function PictureDialog({ set, evaluated, classNames, scoreThreshold, rank, onRank }: PictureDialogProps) {
  const { faults } = evaluated.report;
  const each = rank === null ? undefined : faults[rank];
  const place = evaluated.places[each?.picture ?? -1] ?? -1;
  const picture = evaluated.pictures[each?.picture ?? -1];
  const known = set.labels.pictures[place];
  return (
    <Dialog title={known?.path.split('/').at(-1) ?? 'Picture'} open={each !== undefined} onClose={() => onRank(null)}>
      {each && picture && known && rank !== null && (
        <div className="flex flex-col gap-3">
          <div className="relative">
            <SetPicture
              set={set.id}
              picture={place}
              size={known.size}
              longestSide={1280}
              label={`${known.path}: ${errorCounts(each)}`}
            />
            <ErrorBoxes
              picture={picture}
              size={known.size}
              faults={each}
              classNames={classNames}
              scoreThreshold={scoreThreshold}
              hasLabels
            />
          </div>
          <ErrorLegend />
          <ul aria-label="Errors" className="list-disc pl-5 text-ink">
            {errorLines(picture, each, classNames).map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two errors may read alike.
              <li key={index}>{line}</li>
            ))}
          </ul>
          <div className="flex items-center gap-2">
            <IconButton
              label="Previous picture"
              icon={ChevronLeft}
              disabled={rank === 0}
              onClick={() => onRank(rank - 1)}
            />
            <IconButton
              label="Next picture"
              icon={ChevronRight}
              disabled={rank >= faults.length - 1}
              onClick={() => onRank(rank + 1)}
            />
            <span className="text-ink-muted text-label">
              {rank + 1} of {faults.length} with errors
            </span>
          </div>
        </div>
      )}
    </Dialog>
  );
}
