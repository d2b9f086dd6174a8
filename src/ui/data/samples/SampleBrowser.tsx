import { Filter, Undo2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { formatCount } from '#base/format.ts';
import { undoEdit } from '#state/library-edits.ts';
import { everySample } from '#state/library-filter.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { Button } from '../../kit/Button.tsx';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { IconButton } from '../../kit/IconButton.tsx';
import { Panel } from '../../kit/Panel.tsx';
import { useStride } from '../../stride-context.ts';
import { type CellSize, cellSizes } from './cell-sizes.ts';
import { MoveDialog } from './MoveDialog.tsx';
import { SampleFilters } from './SampleFilters.tsx';
import { SampleGrid } from './SampleGrid.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { showSamples } from './shown-samples.ts';
import type { Thumbnails } from './thumbnails.ts';

export interface SampleBrowserProps {
  readonly shown: ShownDataset;
  readonly thumbnails: Thumbnails;
  readonly cellSize: CellSize;
  onCellSize(size: CellSize): void;
}

/** The samples that pass the filter, with what can be done with those selected. */
export function SampleBrowser({ shown, thumbnails, cellSize, onCellSize }: SampleBrowserProps) {
  const stride = useStride();
  const { libraryState } = stride;
  const filter = useStore(libraryState, (state) => state.filter);
  const samples = useMemo(() => showSamples(shown, filter), [shown, filter]);
  const [isMoving, setMoving] = useState(false);
  const { undoLabel, classes } = shown.description;
  const isFiltered = filter.className !== null || filter.split !== null || filter.isDuplicated;
  return (
    <Panel
      label={filter.className === null ? 'All samples' : `Samples of class ${filter.className}`}
      scroll
      className="min-h-0 flex-1"
      actions={
        <>
          <span className="whitespace-nowrap text-ink-muted text-label">{formatCount(samples.length)}</span>
          {isFiltered && (
            <Button size="small" variant="ghost" onClick={() => libraryState.setState({ filter: everySample })}>
              Show all
            </Button>
          )}
          {undoLabel !== null && (
            <IconButton
              label="Undo edit"
              description={`Undo: ${undoLabel}`}
              icon={Undo2}
              size="small"
              onClick={() => void undoEdit(stride)}
            />
          )}
          <SampleFilters shown={shown} cellSize={cellSize} onCellSize={onCellSize} />
        </>
      }
    >
      <div className="flex h-full flex-col">
        <div className="min-h-0 flex-1">
          {samples.length === 0 ? (
            <EmptyState icon={Filter} title="No sample passes the filter">
              {filter.className === null
                ? 'Choose another split, or show all samples.'
                : `Class ${filter.className} has no such samples: add pictures while it is chosen, or show all samples.`}
            </EmptyState>
          ) : (
            <SampleGrid
              // Another selection begins at its top.
              key={`${shown.id} ${filter.className} ${filter.split} ${filter.isDuplicated}`}
              shown={shown}
              samples={samples}
              thumbnails={thumbnails}
              smallestCell={cellSizes[cellSize]}
              showsClass={filter.className === null}
              onMove={() => setMoving(true)}
            />
          )}
        </div>
        {!shown.isEmbedded && <SelectionBar onMove={() => setMoving(true)} />}
      </div>
      {isMoving && <MoveDialog classes={classes} onClose={() => setMoving(false)} />}
    </Panel>
  );
}
