import { useVirtualizer } from '@tanstack/react-virtual';
import { type DragEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { extendTo, selectOnly, toggle } from '#state/library-selection.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { useStride } from '../../stride-context.ts';
import { SampleRow } from './SampleRow.tsx';
import { dragSamples } from './sample-drag.ts';
import type { ShownSamples } from './shown-samples.ts';
import type { Thumbnails } from './thumbnails.ts';
import { useElementWidth } from './use-element-width.ts';
import { useGridKeys } from './use-grid-keys.ts';

const padding = 12;
/** Rows above and below those in sight that are in the page already. */
const overscan = 3;

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
  const grid = useRef<HTMLDivElement>(null);
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
    overscan,
    useFlushSync: false,
    paddingStart: padding,
    paddingEnd: padding,
  });
  // Cells of another size lie elsewhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the size is what changes.
  useEffect(() => rows.measure(), [rows, cellSize]);

  const active = useStore(libraryState, (state) => state.active);
  const [hasFocus, setFocus] = useState(false);
  const current = Math.max(0, samples.cellOf(active));

  const rowsAtOnce = Math.ceil((scroller.current?.clientHeight ?? 0) / cellSize) + 2 * overscan + 2;

  // The row that a key leads to may not be in the page yet when the key is pressed.
  useEffect(() => {
    if (!hasFocus) return;
    const focused = document.activeElement;
    // Whatever lies outside the grid keeps the focus.
    if (focused !== document.body && !grid.current?.contains(focused)) return;
    // While the cell is out of sight, the grid itself holds the focus for it.
    const cell = grid.current?.querySelector<HTMLElement>(`[data-cell="${current}"]`) ?? grid.current;
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
        ref={grid}
        role="grid"
        tabIndex={-1}
        aria-label="Samples"
        aria-multiselectable="true"
        aria-rowcount={rowCount}
        aria-colcount={columns}
        className="relative mx-auto outline-none"
        style={{ height: rows.getTotalSize(), width: columns * cellSize }}
        onKeyDown={press}
        onClick={point}
        onDragStart={drag}
        onFocus={() => setFocus(true)}
        onBlur={(event) => setFocus(event.currentTarget.contains(event.relatedTarget))}
      >
        {rows.getVirtualItems().map(({ index, start }) => (
          <SampleRow
            // A row that went out of sight is used again for one that comes in.
            key={index % rowsAtOnce}
            row={index}
            top={start}
            columns={columns}
            cellSize={cellSize}
            shown={shown}
            samples={samples}
            thumbnails={thumbnails}
            showsClass={showsClass}
            tabStop={Math.floor(current / columns) === index ? current : null}
          />
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
