/** The list of what was fetched and is kept, a file with its parts as one. */
import type { KeptFile } from '#protocol/weights.ts';
import type { FileStore } from '#storage/file-store.ts';
import { folderOf, readRecord, weightsFolder } from './kept-record.ts';

interface KeptPart extends KeptFile {
  /** The file that it belongs to, itself where it is whole. */
  readonly whole: string;
}

async function keptParts(files: FileStore): Promise<readonly KeptPart[]> {
  const bytesById = new Map<string, number>();
  for (const { path, size } of await files.list(weightsFolder)) {
    const folder = path.slice(weightsFolder.length + 1, path.lastIndexOf('/'));
    const id = decodeURIComponent(folder);
    bytesById.set(id, (bytesById.get(id) ?? 0) + size);
  }
  return Promise.all(
    [...bytesById].map(async ([id, bytes]) => {
      const record = await readRecord(files, id);
      const { name = id, licence = null, isComplete = false, time = 0, partOf = null } = record ?? {};
      return { id, name, bytes, isComplete, licence, time, whole: partOf ?? id };
    }),
  );
}

/** By name. */
export async function keptFiles(files: FileStore): Promise<readonly KeptFile[]> {
  const wholes = new Map<string, KeptFile>();
  for (const { whole, ...part } of await keptParts(files)) {
    const known = wholes.get(whole);
    const main = part.id === whole || known === undefined ? part : known;
    wholes.set(whole, {
      id: whole,
      name: main.name,
      licence: main.licence,
      bytes: part.bytes + (known?.bytes ?? 0),
      isComplete: part.isComplete && (known?.isComplete ?? true),
      time: Math.max(part.time, known?.time ?? 0),
    });
  }
  return [...wholes.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Deletes a file with its parts. */
export async function removeKept(files: FileStore, id: string): Promise<void> {
  const parts = await keptParts(files);
  for (const part of parts) if (part.whole === id) await files.remove(folderOf(part.id));
}
