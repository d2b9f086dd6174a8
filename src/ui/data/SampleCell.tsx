import { memo } from 'react';
import { formatCount } from '#base/format.ts';
import { Skeleton } from '../kit/Skeleton.tsx';
import { PixelCanvas } from '../pixels/PixelCanvas.tsx';
import type { Sample } from './sample-pages.ts';

export interface SampleCellProps {
  /** The place in the grid. */
  readonly cell: number;
  readonly column: number;
  /** The place in the data set. */
  readonly index: number;
  readonly sample: Sample | null;
  readonly classNames: readonly string[];
  /** Whether Tab leads here. */
  readonly isActive: boolean;
  onActivate(cell: number): void;
}

export const SampleCell = memo(function SampleCell({
  cell,
  column,
  index,
  sample,
  classNames,
  isActive,
  onActivate,
}: SampleCellProps) {
  const number = formatCount(index + 1);
  const className = sample ? (classNames[sample.label] ?? '?') : null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot show only the rows in sight.
    <div
      role="gridcell"
      data-cell={cell}
      tabIndex={isActive ? 0 : -1}
      aria-colindex={column + 1}
      aria-label={className === null ? `Sample ${number}, loading` : `Sample ${number}, class ${className}`}
      title={className === null ? undefined : `Sample ${number}, class ${className}`}
      className="relative size-18 rounded-medium p-1 -outline-offset-2"
      onFocus={() => onActivate(cell)}
    >
      {sample ? (
        <>
          <PixelCanvas picture={sample.picture} className="size-full rounded-small object-contain" />
          <span
            aria-hidden="true"
            className="absolute right-1.5 bottom-1.5 rounded-small bg-raised/90 px-1 font-medium text-caption text-ink"
          >
            {className}
          </span>
        </>
      ) : (
        <Skeleton className="size-full" />
      )}
    </div>
  );
});
