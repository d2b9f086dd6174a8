import { memo } from 'react';
import type { ShownDataset } from '#state/library-store.ts';
import { SampleCell } from './SampleCell.tsx';
import { sampleFacts } from './sample-text.ts';
import type { ShownSamples } from './shown-samples.ts';
import type { Thumbnails } from './thumbnails.ts';

/** Pictures no larger than this are shown pixel by pixel. */
const smallPicture = 64;

export interface SampleRowProps {
  readonly row: number;
  /** From the grid's top, in CSS pixels. */
  readonly top: number;
  readonly columns: number;
  readonly cellSize: number;
  readonly shown: ShownDataset;
  readonly samples: ShownSamples;
  readonly thumbnails: Thumbnails;
  readonly showsClass: boolean;
  /** The cell that Tab leads to, where it is in this row. */
  readonly tabStop: number | null;
}

/** One row of the grid; rendered anew only when it shows other samples. */
export const SampleRow = memo(function SampleRow({
  row,
  top,
  columns,
  cellSize,
  shown,
  samples,
  thumbnails,
  showsClass,
  tabStop,
}: SampleRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot show only the rows in sight.
    // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus.
    <div
      role="row"
      aria-rowindex={row + 1}
      className="absolute top-0 left-0 flex"
      style={{ transform: `translateY(${top}px)` }}
    >
      {Array.from({ length: Math.min(columns, samples.length - row * columns) }, (_, column) => {
        const cell = row * columns + column;
        const facts = sampleFacts(shown, samples.placeAt(cell));
        return (
          <SampleCell
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is used again for another sample, which costs less than a new one.
            key={column}
            cell={cell}
            column={column}
            id={facts.id}
            number={facts.number}
            className={facts.className}
            split={facts.split}
            isPixelated={Math.max(facts.width, facts.height) <= smallPicture}
            showsClass={showsClass}
            thumbnails={thumbnails}
            size={cellSize}
            isTabStop={cell === tabStop}
          />
        );
      })}
    </div>
  );
});
