import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { isInMemory, type Pictures, readPictures } from '#data/picture-set.ts';
import type { FileStore } from '#storage/file-store.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { entry, memoryLibrary } from '../library/testing/memory-library.ts';
import { smallPng } from '../library/testing/small-pictures.ts';
import { datasetHash } from '../runs/dataset-hash.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { createSampleSource } from '../training/sample-source.ts';
import { markOf, shelfOn, threeClasses } from './testing/library-shelf.ts';

beforeAll(() => standOnCpu());

const filed = { mostBytesInMemory: 4 * 36 };
const marksOf = async (pictures: Pictures) => {
  const { pixels } = await readPictures(pictures, [...pictures.labels.keys()]);
  return Array.from({ length: pictures.count }, (_, place) => pixels[place * 36]);
};
const marks = (...numbers: number[]) => numbers.map(markOf);

test('a data set that memory should not hold gives the batches that it gives in memory', async () => {
  const { memory, id } = await threeClasses();
  const held = await shelfOn(memory, { mostBytesInMemory: 5 * 36 }).shelf.open(id);
  await memory.files.remove('decoded');
  const { shelf, progress } = shelfOn(memory, filed);
  const read = await shelf.open(id);
  expect([isInMemory(held.pictures), isInMemory(read.pictures)]).toEqual([true, false]);
  expect(read.info).toEqual(held.info);
  expect(progress.at(-1)).toEqual([5, 5]);
  const tensors = tf.memory().numTensors;
  const sources = [held, read].map(({ pictures }) => createSampleSource(pictures));
  for (const indices of [Uint32Array.of(4, 0, 4), Uint32Array.of(0, 1, 2, 3), Uint32Array.of(3)]) {
    const batches = [];
    for (const source of sources) {
      await source.fetch?.(indices);
      batches.push(
        tf.tidy(() => {
          const { pixels, labels } = source.batch(indices);
          return [pixels.arraySync(), labels.arraySync()];
        }),
      );
    }
    expect(batches[1]).toEqual(batches[0]);
  }
  for (const source of sources) source.dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  await expect(readPictures(read.pictures, [5])).rejects.toThrow(RangeError);
});

test('the next start reads the same file, moving and deleting write nothing, and only what is new is decoded', async () => {
  const { memory, id } = await threeClasses();
  const first = await shelfOn(memory, filed).shelf.open(id);
  const next = shelfOn(memory, { mostBytesInMemory: 0 });
  const again = await next.shelf.open(id);
  expect(await datasetHash(again.pictures)).toBe(await datasetHash(first.pictures));
  await memory.library.deleteSamples(id, [1]);
  const fewer = await next.shelf.openAnew(id);
  expect(await marksOf(fewer.pictures)).toEqual(marks(0, 2, 3, 4));
  expect(await datasetHash(fewer.pictures)).not.toBe(await datasetHash(first.pictures));
  expect(next.decoded).toEqual([]);
  await memory.add(id, [entry('c/9.png', smallPng(9))]);
  expect(await marksOf((await next.shelf.openAnew(id)).pictures)).toEqual(marks(0, 2, 3, 4, 9));
  expect(next.decoded).toEqual(marks(9));
  // In memory again, from the file that was streamed.
  const held = shelfOn(memory);
  expect(await marksOf((await held.shelf.open(id)).pictures)).toEqual(marks(0, 2, 3, 4, 9));
  expect(held.decoded).toEqual([]);
});

test('what cannot be decoded is left out, and not tried at every start', async () => {
  const { memory, id } = await threeClasses();
  const { shelf } = shelfOn(memory, { ...filed, undecodable: marks(1) });
  expect(await marksOf((await shelf.open(id)).pictures)).toEqual(marks(0, 2, 3, 4));
  const next = shelfOn(memory, filed);
  const { pictures } = await next.shelf.open(id);
  expect([...pictures.labels]).toEqual([0, 2, 0, 1]);
  expect(next.decoded).toEqual([]);
});

test('a full disk while decoding is named, and what was decoded before stands', async () => {
  let isFull = false;
  const files = memoryFiles();
  const full = memoryFiles(0);
  const disk: FileStore = { ...files, write: (...of) => (isFull ? full : files).write(...of) };
  const { memory, id } = await threeClasses(memoryLibrary({ files: disk }));
  const { shelf, decoded } = shelfOn(memory, filed);
  await shelf.open(id);
  await memory.add(id, [entry('c/9.png', smallPng(9))]);
  isFull = true;
  await expect(shelf.openAnew(id)).rejects.toMatchObject({ code: 'storage-full' });
  isFull = false;
  expect(await marksOf((await shelf.openAnew(id)).pictures)).toEqual(marks(0, 1, 2, 3, 4, 9));
  expect(decoded).toEqual(marks(0, 1, 2, 3, 4, 9, 9));
});

test('a file that was not written to its end, or is another, is not taken: decoding begins again', async () => {
  const { memory, id } = await threeClasses();
  await shelfOn(memory, filed).shelf.open(id);
  const [kept] = await memory.files.list('decoded');
  const whole = await memory.files.read(kept!.path);
  for (const size of [0, 11, 100, whole!.size - 1]) {
    await memory.files.write(kept!.path, whole!.slice(0, size));
    const { shelf, decoded } = shelfOn(memory, filed);
    expect(await marksOf((await shelf.open(id)).pictures)).toEqual(marks(0, 1, 2, 3, 4));
    expect(decoded).toHaveLength(5);
  }
});

test('where its file is gone or written anew, reading says so', async () => {
  const { memory, id } = await threeClasses();
  const gone = new Blob();
  const files: FileStore = {
    ...memory.files,
    read: async (path) => {
      const file = await memory.files.read(path);
      if (!file || !path.startsWith('decoded')) return file;
      const slice = (first?: number, last?: number) => {
        if (last === undefined || last > 5 * 36) return file.slice(first, last);
        return Object.assign(gone.slice(), {
          arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')),
        });
      };
      return Object.defineProperties(file.slice(), { slice: { value: slice } });
    },
  };
  const { shelf } = shelfOn({ ...memory, files }, filed);
  const { pictures } = await shelf.open(id);
  await expect(readPictures(pictures, [0])).rejects.toMatchObject({ code: 'dataset-changed' });
});
