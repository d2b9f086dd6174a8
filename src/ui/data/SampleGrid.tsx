import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { nextCell } from './grid-navigation.ts';
import { SampleCell } from './SampleCell.tsx';
import type { Sample } from './sample-pages.ts';
import { useElementWidth } from './use-element-width.ts';

const cellSize = 72;
const padding = 12;

export interface SampleGridProps {
  /** Which samples of the data set are shown. */
  readonly indices: { readonly length: number; at(place: number): number | undefined };
  readonly classNames: readonly string[];
  sample(index: number): Sample | null;
}

/** All samples, of which only the rows in sight are in the page. One cell takes the focus; the arrow keys move it. */
export function SampleGrid({ indices, classNames, sample }: SampleGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const columns = Math.max(1, Math.floor((width - 2 * padding) / cellSize));
  const rowCount = Math.ceil(indices.length / columns);
  const rows = useVirtualizer({
    count: width > 0 ? rowCount : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellSize,
    overscan: 4,
    paddingStart: padding,
    paddingEnd: padding,
  });
  const [active, setActive] = useState(0);
  const [hasFocus, setFocus] = useState(false);
  const current = Math.min(active, Math.max(0, indices.length - 1));

  // The row that a key leads to may not be in the page yet when the key is pressed.
  useEffect(() => {
    if (!hasFocus) return;
    scroller.current?.querySelector<HTMLElement>(`[data-cell="${current}"]`)?.focus({ preventScroll: true });
  });

  const press = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? cellSize) / cellSize) - 1);
    const isControl = event.ctrlKey || event.metaKey;
    const next = nextCell(current, event.key, isControl, { count: indices.length, columns, pageRows });
    if (next === null) return;
    event.preventDefault();
    rows.scrollToIndex(Math.floor(next / columns));
    setActive(next);
  };

  return (
    <div ref={scroller} className="h-full min-h-0 overflow-y-auto overscroll-contain">
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot show only the rows in sight. */}
      <div
        role="grid"
        aria-label="Samples"
        aria-rowcount={rowCount}
        aria-colcount={columns}
        className="relative mx-auto"
        style={{ height: rows.getTotalSize(), width: columns * cellSize }}
        onKeyDown={press}
        onFocus={() => setFocus(true)}
        onBlur={(event) => setFocus(event.currentTarget.contains(event.relatedTarget))}
      >
        {rows.getVirtualItems().map((row) => (
          // biome-ignore lint/a11y/useSemanticElements: as above.
          // biome-ignore lint/a11y/useFocusableInteractive: its cells take the focus.
          <div
            key={row.key}
            role="row"
            aria-rowindex={row.index + 1}
            className="absolute top-0 left-0 flex"
            style={{ transform: `translateY(${row.start}px)` }}
          >
            {Array.from({ length: Math.min(columns, indices.length - row.index * columns) }, (_, column) => {
              const cell = row.index * columns + column;
              const index = indices.at(cell) ?? 0;
              return (
                <SampleCell
                  key={index}
                  cell={cell}
                  column={column}
                  index={index}
                  sample={sample(index)}
                  classNames={classNames}
                  isActive={cell === current}
                  onActivate={setActive}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}
