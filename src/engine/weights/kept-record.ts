/** What is written beside the pieces of a file that was fetched, and where both lie. */
import type { FileStore } from '#storage/file-store.ts';

export const weightsFolder = 'weights';

export interface KeptRecord {
  readonly id: string;
  readonly name: string;
  readonly licence: string | null;
  /** The `id` of the file that this one is a part of. */
  readonly partOf: string | null;
  /** The address that the pieces came from; they are continued from no other. */
  readonly url: string;
  /** Bytes in all, and what the host calls this version of the file; null where it says nothing. */
  readonly total: number | null;
  readonly version: string | null;
  readonly isComplete: boolean;
  /** Milliseconds since 1970. */
  readonly time: number;
}

export function folderOf(id: string): string {
  return `${weightsFolder}/${encodeURIComponent(id)}`;
}

export function piecePath(id: string, index: number): string {
  return `${folderOf(id)}/piece-${String(index).padStart(5, '0')}`;
}

function recordPath(id: string): string {
  return `${folderOf(id)}/about.json`;
}

/** The record of a file, or null where there is none that can be read. */
export async function readRecord(files: FileStore, id: string): Promise<KeptRecord | null> {
  const text = await (await files.read(recordPath(id)))?.text();
  if (text === undefined) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) && value.id === id ? value : null;
  } catch {
    return null;
  }
}

export async function writeRecord(files: FileStore, record: KeptRecord): Promise<void> {
  await files.write(recordPath(record.id), new TextEncoder().encode(JSON.stringify(record)));
}

/** The pieces of a file in order, whose bytes are read only when they are asked for. */
export async function readPieces(files: FileStore, id: string): Promise<readonly Blob[]> {
  const pieces: Blob[] = [];
  for (;;) {
    const piece = await files.read(piecePath(id, pieces.length));
    if (piece === undefined) return pieces;
    pieces.push(piece);
  }
}

function isRecord(value: unknown): value is KeptRecord {
  if (typeof value !== 'object' || value === null) return false;
  const record: Partial<Record<keyof KeptRecord, unknown>> = value;
  return (
    typeof record.id === 'string' &&
    typeof record.name === 'string' &&
    typeof record.url === 'string' &&
    typeof record.isComplete === 'boolean' &&
    typeof record.time === 'number' &&
    isNullOr('string', record.licence) &&
    isNullOr('string', record.partOf) &&
    isNullOr('string', record.version) &&
    isNullOr('number', record.total)
  );
}

function isNullOr(type: 'string' | 'number', value: unknown): boolean {
  return value === null || typeof value === type;
}
