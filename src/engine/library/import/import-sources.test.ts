import { existsSync, readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { idx } from '../testing/idx-file.ts';
import { classesByName, entry, memoryLibrary, newDataset } from '../testing/memory-library.ts';
import { smallPng } from '../testing/small-pictures.ts';

const animals = [
  entry('animals/train/cats/1.png', smallPng(1)),
  entry('animals/train/dogs/2.png', smallPng(2, 7, 5)),
  entry('animals/validation/cats/3.png', smallPng(3)),
  entry('animals/test/dogs/4.png', smallPng(4)),
  entry('animals/.DS_Store', 'litter'),
  entry('__MACOSX/animals/train/cats/._1.png', 'litter'),
];

test('folders become classes and splits, and litter is left out without a word', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  const outcome = await memory.add(id, animals);
  expect(outcome).toMatchObject({ end: 'finished', added: 4, skipped: 0, lines: [] });
  const description = await memory.library.describe(id);
  expect(description).toMatchObject({
    name: 'Animals',
    sampleCount: 4,
    hasSplits: true,
    classes: [
      { name: 'cats', count: 2, countBySplit: [1, 1, 0] },
      { name: 'dogs', count: 2, countBySplit: [1, 0, 1] },
    ],
  });
  const { widths, heights, channels } = await memory.library.samples(id);
  expect([...widths]).toEqual([4, 7, 4, 4]);
  expect([...heights]).toEqual([3, 5, 3, 3]);
  expect([...channels]).toEqual([3, 3, 3, 3]);
  expect(new Uint8Array(await (await memory.library.picture(id, 1)).arrayBuffer())).toEqual(smallPng(2, 7, 5));
});

test('files that are handed over in pieces are one import, in their order, unless it is cancelled before', async () => {
  const memory = memoryLibrary();
  const { library } = memory;
  const id = await newDataset(memory);
  await library.offerFiles('other', [entry('animals/cats/9.png', smallPng(9))]);
  await library.cancelImport('other');
  await library.offerFiles('mine', animals.slice(0, 2));
  await library.offerFiles('mine', animals.slice(2, 3));
  const outcome = await library.importFiles({ job: 'mine', dataset: id, entries: animals.slice(3) });
  expect(outcome).toMatchObject({ end: 'finished', added: 4, skipped: 0, lines: [] });
  const { names } = await library.samples(id);
  expect(names.text).toBe('1.png2.png3.png4.png');
  expect(await library.describe(id)).toMatchObject({ hasSplits: true, classNames: ['cats', 'dogs'] });
  expect((await library.importFiles({ job: 'other', dataset: id, entries: [] })).added).toBe(0);
});

test('a zip is read as its folders are; a zip within it is named and left', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  const archive = zipSync({
    set: { cats: { '1.png': smallPng(1) }, dogs: { '2.png': smallPng(2), 'more.zip': zipSync({}) } },
    __MACOSX: { 'x.png': smallPng(9) },
  });
  const { added, lines } = await memory.add(id, [
    entry('set.zip', archive),
    entry('birds.zip', zipSync({ '3.png': smallPng(3) })),
  ]);
  expect(added).toBe(3);
  expect(await classesByName(memory.library, id)).toEqual({ '1.png': 'cats', '2.png': 'dogs', '3.png': 'birds' });
  expect(lines).toEqual([
    expect.objectContaining({ path: 'set.zip/set/dogs/more.zip', reason: expect.stringMatching(/zip inside a zip/) }),
  ]);
});

test('a table gives files their classes, and says what it misses', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  const table = 'file,class,split\n1.png,cat,test\nimages/2.png,Größe/🐈,\n9.png,dog,train\n';
  const { added, lines } = await memory.add(id, [
    entry('set/labels.csv', table),
    entry('set/images/1.png', smallPng(1)),
    entry('set/images/2.png', smallPng(2)),
    entry('set/images/3.png', smallPng(3)),
  ]);
  expect(added).toBe(2);
  expect(await classesByName(memory.library, id)).toEqual({ '1.png': 'cat', '2.png': 'Größe/🐈' });
  expect(lines.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
    'set/labels.csv, line 4: There is no file 9.png beside it.',
    'set/images/3.png: The table beside it gives it no class.',
  ]);
});

test('pairs of idx files become pictures with labels and splits, gzipped or not', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  const pixels = Array.from({ length: 12 }, (_, place) => place * 20);
  const { added, lines } = await memory.add(id, [
    entry('train-images-idx3-ubyte.gz', gzipSync(idx([2, 2, 3], pixels))),
    entry('train-labels-idx1-ubyte.gz', gzipSync(idx([2], [7, 0]))),
    entry('t10k-images.idx3-ubyte', idx([1, 2, 3], pixels.slice(3, 9))),
    entry('t10k-labels.idx1-ubyte', idx([1], [7])),
    entry('other-labels-idx1-ubyte', idx([1], [7])),
    // Some archives put each file into a folder of its name.
    entry('idx1/valid-images-idx3-ubyte/valid-images-idx3-ubyte', idx([1, 1, 1], [3])),
    entry('idx1/valid-labels-idx1-ubyte/valid-labels-idx1-ubyte', idx([1], [0])),
  ]);
  expect(added).toBe(4);
  expect(lines).toEqual([expect.objectContaining({ path: 'other-labels-idx1-ubyte' })]);
  expect(await classesByName(memory.library, id)).toEqual({
    'train-0.png': '7',
    'train-1.png': '0',
    't10k-0.png': '7',
    'valid-0.png': '0',
  });
  expect([...(await memory.library.samples(id)).splits]).toEqual([0, 0, 2, 1]);
});

const fashion = new URL('../../../../../shared/testdata/fashion-mnist-folders.zip', import.meta.url);
test.skipIf(!existsSync(fashion))(
  'a real archive of 600 pictures in ten classes comes in whole (needs ../shared)',
  async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const { added, lines } = await memory.add(id, [entry('fashion.zip', new Uint8Array(readFileSync(fashion)))]);
    expect({ added, lines }).toEqual({ added: 600, lines: [] });
    const { classes } = await memory.library.describe(id);
    expect(classes.map(({ count }) => count)).toEqual(new Array(10).fill(60));
  },
);
