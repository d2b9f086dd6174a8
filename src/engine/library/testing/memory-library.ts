/** A picture library that keeps everything in memory and decodes nothing, for tests in Node. */
import { present } from '#base/assert.ts';
import { textAt } from '#data/library/packed-texts.ts';
import { sniffImage } from '#formats/image-header.ts';
import type { ImportOutcome, LibraryEvent, SourceEntry, WorkerLibrary } from '#protocol/library.ts';
import type { FileStore } from '#storage/file-store.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { type MemoryRecords, memoryRecords } from '#storage/testing/memory-records.ts';
import { createLibrary } from '../create-library.ts';
import type { FetchFile } from '../fetch-hosted.ts';
import type { PictureCodec } from '../library-host.ts';

/** Takes the header's word for the size, and every picture for white. */
const headerCodec: PictureCodec = {
  async measure(file) {
    const sniff = sniffImage(new Uint8Array(await file.arrayBuffer()));
    if (sniff.kind !== 'picture') throw new Error('not a picture');
    return { width: sniff.header.width, height: sniff.header.height };
  },
  async decode(file) {
    const { width, height } = await this.measure(file);
    return { width, height, rgba: new Uint8ClampedArray(width * height * 4).fill(255) };
  },
  draw: () => Promise.reject(new Error('no drawing here')),
  encode: () => Promise.reject(new Error('no drawing here')),
};

export interface MemoryLibrary {
  readonly library: WorkerLibrary;
  readonly events: LibraryEvent[];
  readonly files: FileStore;
  readonly records: MemoryRecords;
  /** The library of the next visit, on the same storage. */
  reopened(): MemoryLibrary;
  /** Imports into the data set and gives the outcome. */
  add(dataset: string, entries: readonly SourceEntry[], more?: { className?: string }): Promise<ImportOutcome>;
}

export interface MemoryLibraryOptions {
  readonly files?: FileStore;
  readonly records?: MemoryRecords;
  readonly codec?: Partial<PictureCodec>;
  readonly fetchFile?: FetchFile;
}

export function memoryLibrary(options: MemoryLibraryOptions = {}): MemoryLibrary {
  const { files = memoryFiles(), records = memoryRecords(), codec, fetchFile } = options;
  const library = createLibrary({
    records,
    files,
    codec: { ...headerCodec, ...codec },
    ...(fetchFile && { fetchFile }),
  });
  const events: LibraryEvent[] = [];
  void library.listen((event) => void events.push(event));
  let jobs = 0;
  return {
    library,
    events,
    files,
    records,
    reopened: () => memoryLibrary({ ...options, files, records }),
    add: (dataset, entries, more = {}) => library.importFiles({ job: `job-${jobs++}`, dataset, entries, ...more }),
  };
}

/** A new data set's id. */
export async function newDataset({ library }: MemoryLibrary, name = 'Animals'): Promise<string> {
  return (await library.createDataset(name)).id;
}

export function entry(path: string, content: Uint8Array | string): SourceEntry {
  return { path, file: new Blob([typeof content === 'string' ? content : new Uint8Array(content)]) };
}

/** The class of every sample by the name of its file. */
export async function classesByName(library: WorkerLibrary, dataset: string): Promise<Record<string, string>> {
  const { classNames } = await library.describe(dataset);
  const { names, classes } = await library.samples(dataset);
  return Object.fromEntries(
    Array.from(classes, (label, place) => [
      present(textAt(names, place), 'a sample has a name'),
      present(classNames[label], 'a sample has a class'),
    ]),
  );
}
