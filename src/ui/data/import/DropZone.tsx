import { ImagePlus } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { formatCount } from '#base/format.ts';
import { readDrop } from './read-drop.ts';
import { entriesOfFiles, useImport } from './use-import.ts';

/** The whole workspace takes files, folders and zips that are dropped, and files that are pasted anywhere. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const importFiles = useImport();
  const [isOver, setOver] = useState(false);
  const [found, setFound] = useState<number | null>(null);

  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const entries = entriesOfFiles(event.clipboardData?.files ?? []);
      if (entries.length === 0) return;
      event.preventDefault();
      importFiles(entries);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, [importFiles]);

  const dragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    setOver(true);
  };
  const dragLeave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  const drop = async (event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    const reading = readDrop(event.dataTransfer, { onFound: setFound });
    setFound(0);
    const entries = await reading;
    setFound(null);
    importFiles(entries);
  };

  return (
    <section
      aria-label="Data workspace"
      className="relative h-full"
      onDragOver={dragOver}
      onDragLeave={dragLeave}
      onDrop={(event) => void drop(event)}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none absolute inset-2 z-20 flex flex-col items-center justify-center gap-2 rounded-large border-2 border-accent border-dashed bg-accent-soft/95">
          <ImagePlus aria-hidden="true" className="size-8 text-accent" />
          <p className="font-semibold text-ink text-title">Drop pictures, folders or zips</p>
          <p className="text-ink-muted">A folder becomes a class; train, validation and test become splits.</p>
        </div>
      )}
      {found !== null && (
        <p
          role="status"
          className="absolute inset-x-0 top-2 z-20 mx-auto w-fit rounded-full border border-line bg-raised px-3 py-1 text-ink text-label shadow-high"
        >
          Looking through the folders: {formatCount(found)} files so far …
        </p>
      )}
    </section>
  );
}
