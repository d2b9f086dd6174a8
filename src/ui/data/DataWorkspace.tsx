import { type KeyboardEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { undoEdit } from '#state/library-edits.ts';
import { openFirst, openInData } from '#state/library-open.ts';
import type { ShownDataset } from '#state/library-store.ts';
import { useMediaQuery } from '../build/use-media-query.ts';
import { Button } from '../kit/Button.tsx';
import { Callout } from '../kit/Callout.tsx';
import { Panel } from '../kit/Panel.tsx';
import { Skeleton } from '../kit/Skeleton.tsx';
import { useStride } from '../stride-context.ts';
import { ClassList } from './classes/ClassList.tsx';
import { ClassWarnings } from './classes/ClassWarnings.tsx';
import { DataToolbar } from './datasets/DataToolbar.tsx';
import { DatasetFacts } from './details/DatasetFacts.tsx';
import { DetailTabs } from './details/DetailTabs.tsx';
import { DropZone } from './import/DropZone.tsx';
import { ImportJobs } from './import/ImportJobs.tsx';
import { SkippedFiles } from './import/SkippedFiles.tsx';
import { useFilePickers } from './import/use-file-pickers.tsx';
import { type CellSize, cellSizes } from './samples/cell-sizes.ts';
import { NoSamples } from './samples/NoSamples.tsx';
import { SampleBrowser } from './samples/SampleBrowser.tsx';
import { useThumbnails } from './samples/use-thumbnails.ts';
import { RecorderDialog } from './webcam/RecorderDialog.tsx';

/** The class that is recorded first where none is chosen. */
const firstClass = 'class 1';

/** The pictures that the network learns from: getting them in, looking at them and putting them right. */
export function DataWorkspace() {
  const stride = useStride();
  const open = useStore(stride.libraryState, (state) => state.open);
  const chosen = useStore(stride.libraryState, ({ filter }) => filter.className);
  const pickers = useFilePickers();
  const [recording, setRecording] = useState<string | null>(null);
  useEffect(() => openFirst(stride), [stride]);
  const shown = open?.phase === 'ready' ? open.shown : null;
  const own = shown && !shown.isEmbedded ? shown : null;
  // The last thing done here is what Ctrl+Z is meant to take back; where there is nothing, it acts on the document.
  const undoByKey = (event: KeyboardEvent) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === 'z';
    if (!isUndo || event.target instanceof HTMLInputElement || !own || own.description.undoLabel === null) return;
    event.preventDefault();
    void undoEdit(stride);
  };
  const record = (className?: string) =>
    setRecording(className ?? (own ? (chosen ?? own.description.classNames[0]) : undefined) ?? firstClass);
  return (
    <DropZone>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears one shortcut of all that is in it. */}
      <div className="flex h-full flex-col" onKeyDown={undoByKey}>
        <DataToolbar pickers={pickers} onRecord={() => record()} />
        <ImportJobs />
        {open?.phase === 'failed' && (
          <Callout
            tone="error"
            title={open.message}
            className="m-3"
            actions={
              <Button size="small" onClick={() => void openInData(stride, open.id)}>
                Try again
              </Button>
            }
          >
            {open.remedy}
          </Callout>
        )}
        {open?.phase === 'loading' && <LoadingDataset />}
        {shown && <OpenDataset key={shown.id} shown={shown} onAddImages={pickers.pickImages} onRecord={record} />}
      </div>
      {pickers.inputs}
      {recording !== null && (
        <RecorderDialog
          classes={own?.description.classes ?? []}
          className={recording}
          onClose={() => setRecording(null)}
        />
      )}
    </DropZone>
  );
}

interface OpenDatasetProps {
  readonly shown: ShownDataset;
  onAddImages(className: string): void;
  onRecord(className: string): void;
}

function OpenDataset({ shown, onAddImages, onRecord }: OpenDatasetProps) {
  const isDesk = useMediaQuery('(min-width: 701px)');
  const [cellSize, setCellSize] = useState<CellSize>('medium');
  const thumbnails = useThumbnails(shown, cellSizes[cellSize]);
  const isEmpty = shown.description.sampleCount === 0;
  const samples = isEmpty ? (
    <NoSamples dataset={shown.id} />
  ) : (
    <SampleBrowser shown={shown} thumbnails={thumbnails} cellSize={cellSize} onCellSize={setCellSize} />
  );
  const classes = (
    <Panel label="Classes">
      <div className="flex flex-col gap-3 p-3">
        <ClassList shown={shown} onAddImages={onAddImages} onRecord={onRecord} />
        <ClassWarnings shown={shown} />
        <DatasetFacts shown={shown} />
      </div>
    </Panel>
  );
  if (!isDesk) {
    return (
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overflow-x-hidden">
        {classes}
        <div className="flex h-[75svh] shrink-0 flex-col">{samples}</div>
        <SkippedFiles shown={shown} />
        <div className="flex shrink-0 flex-col bg-surface">
          <DetailTabs shown={shown} />
        </div>
      </div>
    );
  }
  return (
    <div className="flex min-h-0 flex-1">
      <div className="w-64 shrink-0 overflow-y-auto border-line border-r bg-surface">{classes}</div>
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex min-h-0 flex-1 flex-col">{samples}</div>
        <SkippedFiles shown={shown} />
      </div>
      <div className="flex w-76 shrink-0 flex-col border-line border-l bg-surface max-wide:w-60">
        <DetailTabs shown={shown} />
      </div>
    </div>
  );
}

function LoadingDataset() {
  return (
    <div className="flex min-h-0 flex-1 gap-3 p-3">
      <p className="sr-only">The data set is loading.</p>
      <Skeleton className="h-80 w-60 max-desk:hidden" />
      <Skeleton className="h-80 flex-1" />
    </div>
  );
}
