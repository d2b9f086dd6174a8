import { expect, test } from 'vitest';
import { readPictures } from '#data/picture-set.ts';
import { entry, memoryLibrary } from '../library/testing/memory-library.ts';
import { smallPng } from '../library/testing/small-pictures.ts';
import { DatasetShelf } from './dataset-shelf.ts';
import { markOf, settings, shelfOn, threeClasses } from './testing/library-shelf.ts';

test('gives pixels, classes and splits as the library has them', async () => {
  const { memory, id } = await threeClasses();
  const { shelf, progress } = shelfOn(memory);
  const { info, pictures } = await shelf.open(id);
  expect(info).toEqual({
    id,
    name: 'Three',
    sampleCount: 5,
    sampleShape: [3, 4, 3],
    classNames: ['a', 'b', 'c'],
    countByClass: [2, 2, 1],
    countBySplit: [3, 1, 1],
  });
  expect([...pictures.labels]).toEqual([0, 1, 2, 0, 1]);
  expect([...(pictures.splits ?? [])]).toEqual([0, 0, 0, 1, 2]);
  for (let sample = 0; sample < 5; sample++) {
    expect(new Set((await readPictures(pictures, [sample])).pixels)).toEqual(new Set([markOf(sample)]));
  }
  expect(progress.at(-1)).toEqual([5, 5]);
});

test('decodes once: the next start copies, and only what is new is decoded', async () => {
  const { memory, id } = await threeClasses();
  const first = await shelfOn(memory).shelf.open(id);
  const next = shelfOn(memory);
  expect((await next.shelf.open(id)).pictures).toEqual(first.pictures);
  expect(next.decoded).toEqual([]);

  await memory.library.deleteSamples(id, [1]);
  await memory.add(id, [entry('c/9.png', smallPng(9))]);
  const { pictures } = await next.shelf.openAnew(id);
  expect(next.decoded).toEqual([markOf(9)]);
  expect(pictures.count).toBe(5);
  expect((await readPictures(pictures, [4])).pixels[0]).toBe(markOf(9));
  expect((await readPictures(pictures, [1])).pixels[0]).toBe(markOf(2));
});

test('is the same object until something changes, and another size is decoded anew', async () => {
  const { memory, id } = await threeClasses();
  const { shelf, decoded } = shelfOn(memory);
  const first = await shelf.open(id);
  expect(await shelf.openAnew(id)).toBe(first);
  await memory.library.moveSamples(id, [0], 2);
  const moved = await shelf.openAnew(id);
  expect(moved.pictures.labels[0]).toBe(2);
  expect(decoded).toHaveLength(5);
  await memory.library.setSettings(id, { ...settings, height: 2, channels: 1 });
  const smaller = await shelf.openAnew(id);
  expect(smaller.info.sampleShape).toEqual([2, 4, 1]);
  expect(decoded).toHaveLength(10);
  // What was decoded at the old size is no longer kept.
  expect(await memory.files.list('decoded')).toHaveLength(1);
});

test('leaves out what the browser cannot decode any more, and keeps the rest in place', async () => {
  const { memory, id } = await threeClasses();
  const { shelf } = shelfOn(memory, { undecodable: [markOf(1)] });
  const { info, pictures } = await shelf.open(id);
  expect(info.sampleCount).toBe(4);
  expect([...pictures.labels]).toEqual([0, 2, 0, 1]);
  expect((await readPictures(pictures, [1])).pixels[0]).toBe(markOf(2));
});

test('grey pictures with dark rims are taken for light on dark', async () => {
  const { memory, id } = await threeClasses();
  await memory.library.setSettings(id, { ...settings, channels: 1 });
  const dark = { decode: async () => ({ width: 1, height: 1, rgba: Uint8ClampedArray.of(9, 9, 9, 255) }) };
  const source = { records: memory.records, files: memory.files, codec: dark, onProgress: () => undefined };
  expect((await new DatasetShelf('x:', undefined, source).open(id)).pictures.isLightOnDark).toBe(true);
});

test('says what is wrong with one that cannot be trained on', async () => {
  const memory = memoryLibrary();
  const { id } = await memory.library.createDataset('Empty', settings);
  const { shelf } = shelfOn(memory);
  await expect(shelf.open(id)).rejects.toMatchObject({ code: 'dataset-empty', message: 'Empty has no pictures yet.' });
  await expect(shelf.open('library:gone')).rejects.toMatchObject({ code: 'dataset-unknown' });
  await memory.add(id, [entry('a/1.png', smallPng(1))]);
  await expect(shelf.open(id)).resolves.toMatchObject({ info: { sampleCount: 1 } });
  const without = new DatasetShelf('https://example.org/');
  await expect(without.open(id)).rejects.toMatchObject({ code: 'storage-refused' });
});
