import { FolderOpen, Images, type LucideIcon } from 'lucide-react';
import { type DragEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { listKeptSets } from '#state/quality.ts';
import { readDrop } from '../../data/import/read-drop.ts';
import { Button } from '../../kit/Button.tsx';
import { Callout } from '../../kit/Callout.tsx';
import { classNames } from '../../kit/class-names.ts';
import { EmptyState } from '../../kit/EmptyState.tsx';
import { ProgressBar } from '../../kit/ProgressBar.tsx';
import { useStride } from '../../stride-context.ts';
import { KeptSets } from './KeptSets.tsx';
import { usePictureOpener } from './use-open-pictures.tsx';

export interface OpenPicturesProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly text: string;
}

/** What a screen about pictures shows before there are any: how to open some, and those of earlier visits. */
export function OpenPictures({ icon, title, text }: OpenPicturesProps) {
  const stride = useStride();
  const open = useStore(stride.quality, (state) => state.open);
  const isEngineReady = useStore(stride.backend, ({ phase }) => phase === 'ready');
  const opener = usePictureOpener();
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    if (isEngineReady) void listKeptSets(stride);
  }, [stride, isEngineReady]);
  const isOpening = open.phase === 'opening';

  const dragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = async (event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    opener.open(await readDrop(event.dataTransfer));
  };
  return (
    <section
      aria-label="Open pictures"
      className={classNames('flex min-h-full flex-col items-center gap-4 p-4', isOver && 'bg-accent-soft')}
      onDragOver={dragOver}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => void drop(event)}
    >
      {opener.inputs}
      <div>
        <EmptyState
          icon={icon}
          title={title}
          action={
            <>
              <Button variant="primary" icon={FolderOpen} disabled={isOpening} onClick={opener.pickFolder}>
                Choose folder
              </Button>
              <Button icon={Images} disabled={isOpening} onClick={opener.pickFiles}>
                Choose files or zip
              </Button>
            </>
          }
        >
          {text} Or drop them here. Nothing leaves this computer.
        </EmptyState>
      </div>
      {isOpening && (
        <ProgressBar label="Reading the files" value={null} text={`Reading ${open.name}`} className="w-full max-w-md" />
      )}
      {open.phase === 'failed' && (
        <Callout tone="error" title={open.fault.message} className="w-full max-w-xl">
          {open.fault.remedy}
        </Callout>
      )}
      <KeptSets isBusy={isOpening} />
    </section>
  );
}
