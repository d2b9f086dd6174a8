import { Check } from 'lucide-react';
import { memo } from 'react';
import { useStore } from 'zustand';
import type { SplitName } from '#data/split-names.ts';
import { classNames } from '../../kit/class-names.ts';
import { useStride } from '../../stride-context.ts';
import { SampleThumbnail } from './SampleThumbnail.tsx';
import { SplitBadge } from './SplitBadge.tsx';
import { sampleLabel } from './sample-text.ts';
import type { Thumbnails } from './thumbnails.ts';

export interface SampleCellProps {
  /** The place in the grid. */
  readonly cell: number;
  readonly column: number;
  readonly id: number;
  readonly number: number;
  readonly className: string;
  readonly split: SplitName | null;
  readonly isPixelated: boolean;
  /** Whether the class is said in the cell, as where several are shown. */
  readonly showsClass: boolean;
  readonly thumbnails: Thumbnails;
  /** Along a side, in CSS pixels. */
  readonly size: number;
  /** Whether Tab leads here. */
  readonly isTabStop: boolean;
}

export const SampleCell = memo(function SampleCell({
  cell,
  column,
  id,
  number,
  className,
  split,
  isPixelated,
  showsClass,
  thumbnails,
  size,
  isTabStop,
}: SampleCellProps) {
  const isSelected = useStore(useStride().libraryState, ({ selected }) => selected.has(id));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot show only the rows in sight.
    <div
      role="gridcell"
      data-cell={cell}
      tabIndex={isTabStop ? 0 : -1}
      aria-colindex={column + 1}
      aria-label={sampleLabel({ number, className, split })}
      aria-selected={isSelected}
      draggable
      style={{ width: size, height: size }}
      className={classNames(
        'relative cursor-pointer select-none rounded-medium p-1 -outline-offset-2 hover:bg-hover',
        isSelected && 'bg-accent-soft ring-2 ring-accent ring-inset',
      )}
    >
      <SampleThumbnail sample={id} thumbnails={thumbnails} isPixelated={isPixelated} className="size-full" />
      {split !== null && <SplitBadge split={split} className="absolute top-1.5 left-1.5" />}
      {isSelected && (
        <span
          aria-hidden="true"
          className="absolute top-1.5 right-1.5 flex size-4 items-center justify-center rounded-full bg-accent text-on-accent"
        >
          <Check className="size-3" />
        </span>
      )}
      {showsClass && (
        <span
          aria-hidden="true"
          className="absolute right-1.5 bottom-1.5 max-w-[calc(100%-0.75rem)] truncate rounded-small bg-raised/90 px-1 font-medium text-caption text-ink"
        >
          {className}
        </span>
      )}
    </div>
  );
});
