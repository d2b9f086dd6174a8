/** The files of a set, wherever they lie: loose, in folders, in zips. */

import { messageOf } from '#base/errors.ts';
import { isLitter, segmentsOf } from '#data/folder-layout.ts';
import type { AnnotationNote } from '#formats/annotations/annotation.ts';
import { readZip } from '#formats/zip-reader.ts';
import type { SourceEntry } from '#protocol/library.ts';

export interface GatheredFile {
  /** With `/` between folders. */
  readonly path: string;
  readonly size: number;
  /** All of it, or its beginning of at most so many bytes where that is cheaper. */
  read(most?: number): Promise<Uint8Array<ArrayBuffer>>;
}

export interface GatheredFiles {
  readonly files: readonly GatheredFile[];
  readonly notes: readonly AnnotationNote[];
}

/** Never rejects: an archive that cannot be read becomes a note. */
export async function gatherFiles(entries: readonly SourceEntry[]): Promise<GatheredFiles> {
  const files: GatheredFile[] = [];
  const notes: AnnotationNote[] = [];
  for (const { path, file } of entries) {
    if (isLitter(path)) continue;
    if (!/\.zip$/i.test(path)) {
      files.push({ path: cleaned(path), size: file.size, read: (most) => bytesOf(most ? file.slice(0, most) : file) });
      continue;
    }
    const source = { size: file.size, read: (start: number, end: number) => bytesOf(file.slice(start, end)) };
    try {
      for await (const entry of readZip(source, path)) {
        if (isLitter(entry.path)) continue;
        files.push({
          path: cleaned(entry.path),
          size: entry.size,
          read: async () => new Uint8Array(await entry.read()),
        });
      }
    } catch (thrown) {
      notes.push({ where: path, reason: messageOf(thrown) });
    }
  }
  return { files, notes };
}

function cleaned(path: string): string {
  return segmentsOf(path).join('/');
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}
