/** A shelf on a picture library in memory, for tests of opening its data sets. */
import { present } from '#base/assert.ts';
import type { PictureSettings } from '#data/picture-settings.ts';
import { entry, type MemoryLibrary, memoryLibrary } from '../../library/testing/memory-library.ts';
import { smallPng } from '../../library/testing/small-pictures.ts';
import { DatasetShelf } from '../dataset-shelf.ts';

export const settings: PictureSettings = { height: 3, width: 4, channels: 3, fit: 'stretch' };

/** A number that the picture of this number tells itself by: of its checksum. */
export const markOf = (number: number) => present(smallPng(number).at(-17), 'a PNG is longer');

interface ShelfOptions {
  /** Marks of the pictures that cannot be decoded. */
  readonly undecodable?: readonly number[];
  readonly mostBytesInMemory?: number;
}

/** A shelf whose decoder fills a picture with its mark, and counts. */
export function shelfOn(memory: MemoryLibrary, { undecodable = [], mostBytesInMemory }: ShelfOptions = {}) {
  const decoded: number[] = [];
  const progress: (readonly [number, number])[] = [];
  const codec = {
    decode: async (file: Blob) => {
      const mark = new Uint8Array(await file.arrayBuffer()).at(-17) ?? 0;
      decoded.push(mark);
      if (undecodable.includes(mark)) throw new Error('no');
      return { width: 1, height: 1, rgba: Uint8ClampedArray.of(mark, mark, mark, 255) };
    },
  };
  const source = {
    records: memory.records,
    files: memory.files,
    codec,
    onProgress: (_: string, done: number, total: number) => void progress.push([done, total]),
    ...(mostBytesInMemory !== undefined && { mostBytesInMemory }),
  };
  const shelf = new DatasetShelf('https://example.org/', () => Promise.reject(new Error('offline')), source);
  return { shelf, decoded, progress };
}

/** Five pictures, numbered from 0, of three classes and three splits. */
export async function threeClasses(memory = memoryLibrary()) {
  const { id } = await memory.library.createDataset('Three', settings);
  const paths = ['train/a/0.png', 'train/b/1.png', 'train/c/2.png', 'val/a/3.png', 'test/b/4.png'];
  await memory.add(
    id,
    paths.map((path, number) => entry(path, smallPng(number))),
  );
  return { memory, id };
}
