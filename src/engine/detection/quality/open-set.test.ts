import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { SourceEntry } from '#protocol/library.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { memoryRecords } from '#storage/testing/memory-records.ts';
import { keptSets } from './kept-sets.ts';
import { openSet, reopenSet, saveSet } from './open-set.ts';

/** A PNG's first bytes: its size is all that is asked of it here. */
function png(width: number, height: number, tail = 0): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(60 + tail);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes.set([8, 2], 24);
  return bytes;
}
const entry = (path: string, content: Uint8Array<ArrayBuffer> | string): SourceEntry => ({
  path,
  file: new Blob([content]),
});
const coco = (name: string) =>
  JSON.stringify({
    images: [{ id: 1, file_name: name, width: 64, height: 32 }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [1, 2, 3, 4] }],
    categories: [{ id: 1, name: 'cat' }],
  });
const folder = () => [
  entry('pets/images/b10.png', png(64, 32)),
  entry('pets/images/b9.png', png(10, 20)),
  entry('pets/annotations.json', coco('b10.png')),
  entry('pets/.DS_Store', 'litter'),
  entry('pets/notes.docx', 'no picture at all'),
];

test('a folder gives its pictures in a person’s order, with what its annotations say and what was left out', async () => {
  const { shown } = await openSet(folder(), 'pets', keptSets(undefined, undefined));
  expect(shown).toMatchObject({ name: 'pets', format: 'coco', drawn: null });
  expect(shown.labels.pictures).toMatchObject([
    { path: 'pets/images/b9.png', size: { height: 20, width: 10 }, isAnnotated: false, truths: [] },
    { path: 'pets/images/b10.png', isAnnotated: true, truths: [{ box: { y1: 2, x1: 1, y2: 6, x2: 4 } }] },
  ]);
  expect(shown.notes).toEqual([{ where: 'pets/notes.docx', reason: expect.stringContaining('no picture') }]);
});

test('a zip is the same set as the folder that it was made of', async () => {
  const zip = zipSync({
    'pets/images/b9.png': png(10, 20),
    'pets/images/b10.png': png(64, 32),
    'pets/annotations.json': new TextEncoder().encode(coco('b10.png')),
  });
  const sets = keptSets(undefined, undefined);
  const packed = await openSet([entry('pets.zip', new Uint8Array(zip))], 'pets', sets);
  expect(packed.shown.labels).toEqual((await openSet(folder(), 'pets', sets)).shown.labels);
  expect(packed.shown.id).toBe((await openSet(folder(), 'pets', sets)).shown.id);
  expect(await packed.pictures[0]?.()).toEqual(png(10, 20));
});

test('what was drawn comes back with the same pictures, and without them from their copies', async () => {
  const sets = keptSets(memoryRecords(), memoryFiles());
  const opened = await openSet(folder(), 'pets', sets);
  const drawn = {
    classNames: ['cat', 'dog'],
    pictures: opened.shown.labels.pictures.map((each) => ({ ...each, truths: [], isAnnotated: true })),
  };
  await saveSet(opened, drawn, sets);
  expect((await openSet(folder(), 'pets', sets)).shown.drawn).toEqual(drawn);
  expect(await sets.list()).toMatchObject([{ id: opened.shown.id, pictureCount: 2, boxCount: 0, hasPictures: true }]);
  const again = await reopenSet(opened.shown.id, sets);
  expect(again?.shown).toMatchObject({ labels: opened.shown.labels, drawn });
  expect(await again?.pictures[1]?.()).toEqual(png(64, 32));
  await sets.forget(opened.shown.id);
  expect(await reopenSet(opened.shown.id, sets)).toBeNull();
  expect((await openSet(folder(), 'pets', sets)).shown.drawn).toBeNull();
});

test('where the disk is full the drawing is kept all the same, and no half of the copies', async () => {
  const files = memoryFiles(100);
  const sets = keptSets(memoryRecords(), files);
  const opened = await openSet(folder(), 'pets', sets);
  await saveSet(opened, opened.shown.labels, sets);
  expect(await sets.list()).toMatchObject([{ hasPictures: false }]);
  expect(await files.list('labelled')).toEqual([]);
  expect(await reopenSet(opened.shown.id, sets)).toBeNull();
  expect((await openSet(folder(), 'pets', sets)).shown.drawn).not.toBeNull();
});

test('no pictures, and a browser that stores nothing, are said by name', async () => {
  const sets = keptSets(undefined, undefined);
  await expect(openSet([entry('a.json', '{}'), entry('b.zip', 'no zip')], 'a', sets)).rejects.toMatchObject({
    code: 'no-pictures',
    message: expect.stringContaining('b.zip'),
  });
  const opened = await openSet(folder(), 'pets', sets);
  await expect(saveSet(opened, opened.shown.labels, sets)).rejects.toMatchObject({ code: 'storage-refused' });
});

test('a record that cannot be read is no drawing', async () => {
  const records = memoryRecords();
  const sets = keptSets(records, memoryFiles());
  const { shown } = await openSet(folder(), 'pets', sets);
  await records.put(`labels/${shown.id}`, { version: 99 });
  expect((await openSet(folder(), 'pets', sets)).shown.drawn).toBeNull();
  expect(await sets.list()).toEqual([]);
});
