import { expect, test } from 'vitest';
import { entry, type MemoryLibrary, memoryLibrary, newDataset } from './testing/memory-library.ts';
import { smallPng } from './testing/small-pictures.ts';

async function hashes({ library }: MemoryLibrary, dataset: string): Promise<string[]> {
  const { ids } = await library.samples(dataset);
  return (await Promise.all(Array.from(ids, (id) => library.sampleHash(dataset, id)))).sort();
}

const animals = [
  entry('animals/train/cats/1.png', smallPng(1)),
  entry('animals/train/dogs/2.png', smallPng(2, 7, 5)),
  entry('animals/validation/cats/3.png', smallPng(3)),
  entry('animals/test/dogs/4.png', smallPng(4)),
  entry('animals/.DS_Store', 'litter'),
  entry('__MACOSX/animals/train/cats/._1.png', 'litter'),
];

test('what is exported and imported again has the same hashes, classes and splits', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  await memory.add(id, [...animals, entry('animals/train/a:b*c/CON.png', smallPng(8))]);
  await memory.library.renameClass(id, 0, 'Katzen / große 🐈');
  const archive = await memory.library.exportZip(id);
  const copy = await newDataset(memory, 'Copy');
  const outcome = await memory.library.importFiles({
    job: 'again',
    dataset: copy,
    entries: [{ path: 'Animals.zip', file: archive }],
  });
  expect(outcome).toMatchObject({ added: 5, lines: [] });
  expect(await hashes(memory, copy)).toEqual(await hashes(memory, id));
  const [one, other] = [await memory.library.describe(id), await memory.library.describe(copy)];
  expect(other.classes).toEqual(one.classes);
  expect(other.contentHash).toBe(one.contentHash);
});
