/** Everything in a drop: files, and folders with all that is in them, without holding the page up. */
import type { SourceEntry } from '#protocol/library.ts';

export interface DropReading {
  /** Hears how many files were found so far. */
  onFound?(count: number): void;
}

/** Up to so many things dropped at once are all asked whether they are folders. */
const fewItems = 100;

/**
 * Must be called while the drop event is handled, since the browser forgets its items after; reads the folders from then
 * on. A file that the browser refuses to open becomes an empty one, so that it is listed among the skipped.
 */
export function readDrop(transfer: DataTransfer, reading: DropReading = {}): Promise<readonly SourceEntry[]> {
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  // A browser looks each up on the disk before it answers, and nothing else can be done before the event ends. Of many, only
  // those are asked whose names could be folders' names, which have no type.
  const isAsked = ({ type }: DataTransferItem) => items.length <= fewItems || type === '';
  const roots = items.map((item) => (isAsked(item) ? item.webkitGetAsEntry() : null) ?? item.getAsFile());
  const found: SourceEntry[] = [];
  return roots
    .reduce(async (before, root) => {
      await before;
      if (root instanceof File) found.push({ path: root.name, file: root });
      else if (root !== null) await readEntry(root, '', found, reading);
    }, Promise.resolve())
    .then(() => found);
}

async function readEntry(
  entry: FileSystemEntry,
  folder: string,
  found: SourceEntry[],
  reading: DropReading,
): Promise<void> {
  const path = `${folder}${entry.name}`;
  if (isFile(entry)) {
    found.push({ path, file: await fileOf(entry) });
  } else if (isDirectory(entry)) {
    const reader = entry.createReader();
    // A call gives at most a hundred; an empty answer ends the folder.
    for (let children = await readSome(reader); children.length > 0; children = await readSome(reader)) {
      await Promise.all(children.map((child) => readEntry(child, `${path}/`, found, reading)));
      reading.onFound?.(found.length);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function fileOf(entry: FileSystemFileEntry): Promise<Blob> {
  return new Promise((resolve) => entry.file(resolve, () => resolve(new Blob())));
}

function readSome(reader: FileSystemDirectoryReader): Promise<readonly FileSystemEntry[]> {
  // A folder that cannot be read gives nothing; what else was dropped still comes in.
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}
