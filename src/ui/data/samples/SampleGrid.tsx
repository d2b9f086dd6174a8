import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { extendTo, selectOnly, toggle } from '#state/library-selection.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { useStride } from '../../stride-context.ts';
import { SampleCell } from './SampleCell.tsx';
import { dragSamples } from './sample-drag.ts';
import { sampleFacts } from './sample-text.ts';
import type { ShownSamples } from './shown-samples.ts';
import type { Thumbnails } from './thumbnails.ts';
import { useElementWidth } from './use-element-width.ts';
import { useGridKeys } from './use-grid-keys.ts';

const padding = 12;
/** Pictures no larger than this are shown pixel by pixel. */
const smallPicture = 64;

export interface SampleGridProps {
  readonly shown: ShownDataset;
  readonly samples: ShownSamples;
  readonly thumbnails: Thumbnails;
  /** Along a side of a cell at least, in CSS pixels. */
  readonly smallestCell: number;
  /** Whether each cell says its class. */
  readonly showsClass: boolean;
  /** Asks which class the selection is to have. */
  onMove(): void;
}

/** All samples on show, of which only the rows in sight are in the page. One cell takes the focus; keys move it. */
export function SampleGrid({ shown, samples, thumbnails, smallestCell, showsClass, onMove }: SampleGridProps) {
  const { libraryState } = useStride();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const inner = Math.max(0, width - 2 * padding);
  const columns = Math.max(1, Math.floor(inner / smallestCell));
  // The cells of a row share what is left over.
  const cellSize = Math.max(smallestCell, Math.floor(inner / columns));
  const rowCount = Math.ceil(samples.length / columns);
  const rows = useVirtualizer({
    count: width > 0 ? rowCount : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellSize,
    overscan: 3,
    paddingStart: padding,
    paddingEnd: padding,
  });
  // Cells of another size lie elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what changes.
  useEffect(() => rows.measure(), [rows, cellSize]);

  const active = useStore(libraryState, (state) => state.active);
  const [hasFocus, setFocus] = useState(false);
  const current = Math.max(0, samples.cellOf(active));

  // The row that a key leads to may not be in the page yet when the key is pressed.
  useEffect(() => {
    if (!hasFocus) return;
    const focused = document.activeElement;
    // A cell that was scrolled out of sight took the focus with it; whatever else has it keeps it.
    if (focused !== document.body && !scroller.current?.contains(focused)) return;
    const cell = scroller.current?.querySelector<HTMLElement>(`[data-cell="${current}"]`);
    if (cell && cell !== focused) cell.focus({ preventScroll: true });
  });

  const press = useGridKeys({
    samples,
    isEditable: !shown.isEmbedded,
    current,
    gridSize: () => ({
      count: samples.length,
      columns,
      pageRows: Math.max(1, Math.floor((scroller.current?.clientHeight ?? cellSize) / cellSize) - 1),
    }),
    reveal: (cell) => rows.scrollToIndex(Math.floor(cell / columns)),
    onMove,
  });

  const point = (event: MouseEvent) => {
    const cell = cellUnder(event.target);
    if (cell === null) return;
    const id = samples.idAt(cell);
    libraryState.setState((state) => {
      if (event.shiftKey) return extendTo(state, cell, samples);
      // A finger has no Ctrl: each tap takes one more, or one less.
      if (event.ctrlKey || event.metaKey || isTouch(event)) return toggle(state, id);
      return selectOnly(id);
    });
  };

  const drag = (event: DragEvent) => {
    const cell = cellUnder(event.target);
    if (cell === null || shown.isEmbedded) return event.preventDefault();
    const { selected } = libraryState.getState();
    const id = samples.idAt(cell);
    dragSamples(event.dataTransfer, selected.has(id) ? [...selected] : [id]);
  };

  return (
    <div ref={scroller} className="h-full min-h-0 overflow-y-auto overscroll-contain">
      {/* biome-ignore lint/a11y/useSemanticElements: a table cannot show only the rows in sight. */}
      <div
        role="grid"
        aria-label="Samples"
        aria-multiselectable="true"
        aria-rowcount={rowCount}
        aria-colcount={columns}
        className="relative mx-auto"
        style={{ height: rows.getTotalSize(), width: columns * cellSize }}
        onKeyDown={press}
        onClick={point}
        onDragStart={drag}
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
            {Array.from({ length: Math.min(columns, samples.length - row.index * columns) }, (_, column) => {
              const cell = row.index * columns + column;
              const facts = sampleFacts(shown, samples.placeAt(cell));
              return (
                <SampleCell
                  key={facts.id}
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
                  isTabStop={cell === current}
                />
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

function isTouch({ nativeEvent }: MouseEvent): boolean {
  return 'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch';
}

function cellUnder(target: EventTarget): number | null {
  const cell = target instanceof Element ? target.closest('[data-cell]')?.getAttribute('data-cell') : null;
  return cell === null || cell === undefined ? null : Number(cell);
}
