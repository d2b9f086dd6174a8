import { existsSync, readFileSync } from 'node:fs';
import { gzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { hexOf } from '#data/library/hex.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { classesByName, entry, type MemoryLibrary, memoryLibrary } from './testing/memory-library.ts';
import { smallPng } from './testing/small-pictures.ts';

async function newDataset(memory: MemoryLibrary, name = 'Animals'): Promise<string> {
  return (await memory.library.createDataset(name)).id;
}

async function hashes({ library }: MemoryLibrary, dataset: string): Promise<string[]> {
  const { hashes: all, ids } = await library.samples(dataset);
  return Array.from(ids, (_, place) => hexOf(all.subarray(place * 32, (place + 1) * 32))).sort();
}

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

function idx(shape: readonly number[], values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  for (const [axis, length] of shape.entries()) new DataView(bytes.buffer).setUint32(4 + 4 * axis, length);
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

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
  ]);
  expect(added).toBe(3);
  expect(lines).toEqual([expect.objectContaining({ path: 'other-labels-idx1-ubyte' })]);
  expect(await classesByName(memory.library, id)).toEqual({
    'train-0.png': '7',
    'train-1.png': '0',
    't10k-0.png': '7',
  });
  expect([...(await memory.library.samples(id)).splits]).toEqual([0, 0, 2]);
});

describe('what stays out has its own line, and nothing else is lost', () => {
  const huge = smallPng(5).slice();
  new DataView(huge.buffer).setUint32(16, 30_000);
  new DataView(huge.buffer).setUint32(20, 30_000);
  const strange: readonly (readonly [string, Uint8Array | string, RegExp])[] = [
    ['cats/empty.png', '', /zero bytes/],
    ['cats/text.png', 'Just words.', /text file/],
    ['cats/cut.png', smallPng(6).subarray(0, 60), /ends before the picture does/],
    ['cats/huge.png', huge, /30000 × 30000/],
    ['cats/drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', /SVG/],
    ['cats/locked.png', zipSync({ a: smallPng(1) }), /zip archive/],
  ];
  test('by what is wrong with it', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const outcome = await memory.add(id, [
      ...strange.map(([path, content]) => entry(path, content)),
      entry('cats/good.png', smallPng(1)),
      entry('broken.zip', 'PK\x03\x04 and no more'),
    ]);
    expect(outcome).toMatchObject({ added: 1, skipped: strange.length + 1 });
    const lines = await memory.library.skipped(id);
    for (const [path, , reason] of strange) {
      const line = lines.find((each) => each.path === path);
      expect(line?.reason, path).toMatch(reason);
      expect(line?.remedy, path).not.toBe('');
    }
    expect(lines.find(({ path }) => path === 'broken.zip')?.reason).toMatch(/damaged/);
    // Kept between visits, until they are cleared.
    const next = memory.reopened();
    expect(await next.library.skipped(id)).toEqual(lines);
    await next.library.clearSkipped(id);
    expect(await next.library.describe(id)).toMatchObject({ skippedCount: 0, sampleCount: 1 });
  });
  test('a picture that the browser cannot decode', async () => {
    const memory = memoryLibrary({ codec: { measure: () => Promise.reject(new Error('no')) } });
    const id = await newDataset(memory);
    const { lines } = await memory.add(id, [entry('cats/1.png', smallPng(1))]);
    expect(lines[0]).toMatchObject({ kind: 'skipped', reason: expect.stringMatching(/cannot decode this PNG/) });
  });
  test('a copy within its class; one in another class comes in with a warning', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const picture = smallPng(1);
    const { added, lines } = await memory.add(
      id,
      ['cats/1.png', 'cats/2.png', 'dogs/3.png'].map((path) => entry(path, picture)),
    );
    expect(added).toBe(2);
    expect(lines.map(({ kind, path }) => [kind, path])).toEqual([
      ['skipped', 'cats/2.png'],
      ['warning', 'dogs/3.png'],
    ]);
    expect(await memory.library.duplicates(id)).toEqual([{ samples: [0, 1], isAcrossClasses: true }]);
    expect((await memory.library.describe(id)).warnings.map(({ code }) => code)).toContain('same-picture-in-classes');
  });
  test('names that hide, turn or lead away are shown harmless', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    await memory.add(id, [
      entry('..\\..\\evil/\u202egnp.exe.png', smallPng(1)),
      entry(`🐈/${'a'.repeat(300)}.png`, smallPng(2)),
    ]);
    const { names } = await memory.library.samples(id);
    expect(names[0]).toBe('gnp.exe.png');
    expect(names[1]?.length).toBeLessThanOrEqual(80);
    expect((await memory.library.describe(id)).classNames).toEqual(['evil', '🐈']);
  });
  test('what no longer fits: the rest is listed, what is in stays', async () => {
    const memory = memoryLibrary({ files: memoryFiles(5 * smallPng(0).length) });
    const id = await newDataset(memory);
    const outcome = await memory.add(
      id,
      Array.from({ length: 30 }, (_, number) => entry(`cats/${number}.png`, smallPng(number))),
    );
    expect(outcome.end).toBe('full');
    expect(outcome.added).toBeGreaterThan(2);
    expect(outcome.added + outcome.skipped).toBe(30);
    expect((await memory.reopened().library.describe(id)).sampleCount).toBe(outcome.added);
  });
});

test('classes that differ in case, and a class with one picture, are warned of', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  await memory.add(
    id,
    ['Cats/1.png', 'cats/2.png', 'cats/3.png'].map((path, number) => entry(path, smallPng(number))),
  );
  const { warnings } = await memory.library.describe(id);
  expect(warnings.map(({ code, classes }) => [code, classes])).toEqual([
    ['few-samples', [0]],
    ['names-differ-in-case', [0, 1]],
  ]);
});

test('a page that goes away in the middle of an import loses only what came last', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  let opened = 0;
  const never = new Promise<ArrayBuffer>(() => undefined);
  const entries = Array.from({ length: 300 }, (_, number) => {
    const { path, file } = entry(`cats/${number}.png`, smallPng(number));
    // From the 200th on the disk hangs, and with it the import.
    return {
      path,
      file: Object.assign(file, { arrayBuffer: () => (++opened > 200 ? never : new Response(file).arrayBuffer()) }),
    };
  });
  void memory.add(id, entries);
  await expect.poll(async () => (await memory.reopened().library.describe(id)).sampleCount).toBeGreaterThan(120);
  const next = memory.reopened();
  expect((await next.library.describe(id)).sampleCount).toBeLessThanOrEqual(200);
  // Adding the same folder again takes up where it broke off.
  const again = await next.add(
    id,
    Array.from({ length: 300 }, (_, number) => entry(`cats/${number}.png`, smallPng(number))),
  );
  expect((await next.library.describe(id)).sampleCount).toBe(300);
  expect(again.added + again.skipped).toBe(300);
});

test('a cancelled import keeps what was in and ends at once', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  const entries = Array.from({ length: 400 }, (_, number) => entry(`cats/${number}.png`, smallPng(number)));
  const importing = memory.library.importFiles({ job: 'mine', dataset: id, entries });
  await expect.poll(() => memory.events.some(({ type }) => type === 'import-progress')).toBe(true);
  await memory.library.cancelImport('mine');
  const { end, added } = await importing;
  expect(end).toBe('cancelled');
  expect((await memory.reopened().library.describe(id)).sampleCount).toBe(added);
});

test('the progress counts up to the total and says how long it takes', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  await memory.add(
    id,
    Array.from({ length: 20 }, (_, number) => entry(`cats/${number}.png`, smallPng(number))),
  );
  const reports = memory.events.flatMap((event) => (event.type === 'import-progress' ? [event.progress] : []));
  expect(reports.at(-1)).toMatchObject({ done: 20, total: 20, added: 20, skipped: 0, millisecondsLeft: 0 });
  expect(reports.at(-1)?.imagesPerSecond).toBeGreaterThan(0);
  expect(memory.events.at(-1)).toEqual({ type: 'dataset-changed', dataset: id });
});

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

describe('edits', () => {
  async function edited(): Promise<{ memory: MemoryLibrary; id: string }> {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    await memory.add(
      id,
      ['a/1.png', 'a/2.png', 'b/3.png', 'c/4.png'].map((path, number) => entry(path, smallPng(number))),
    );
    return { memory, id };
  }
  test('each can be undone, last one first, and lasts between visits', async () => {
    const { memory, id } = await edited();
    const { library } = memory;
    const states: unknown[] = [];
    const state = async () => {
      const { undoLabel: _, ...description } = await library.describe(id);
      return { description, classes: await classesByName(library, id) };
    };
    const steps = [
      () => library.renameClass(id, 0, 'alpha'),
      () => library.moveSamples(id, [0, 2], 2),
      () => library.setSplit(id, [1], 'validation'),
      () => library.mergeClasses(id, [0, 1], 2),
      () => library.addClass(id, 'new'),
      () => library.reorderClasses(id, [1, 0]),
      () => library.deleteSamples(id, [0]),
      () => library.assignSplits(id, { validation: 0.3, test: 0, seed: 1, isStratified: false }),
      () => library.deleteClass(id, 1),
    ];
    for (const step of steps) {
      states.push(await state());
      await step();
      expect(await memory.reopened().library.describe(id)).toEqual({
        ...(await library.describe(id)),
        undoLabel: null,
      });
    }
    expect((await library.describe(id)).sampleCount).toBe(0);
    for (const before of states.reverse()) {
      expect(await library.undoEdit(id)).not.toBeNull();
      expect(await state()).toEqual(before);
    }
    expect(await library.undoEdit(id)).toBeNull();
    expect(await memory.reopened().library.samples(id)).toEqual(await library.samples(id));
  });
  test('one that cannot be is refused and changes nothing', async () => {
    const { memory, id } = await edited();
    const { library } = memory;
    const before = await library.describe(id);
    await expect(library.renameClass(id, 0, 'b')).rejects.toMatchObject({ code: 'class-exists' });
    await expect(library.moveSamples(id, [99], 0)).rejects.toMatchObject({ code: 'sample-unknown' });
    await expect(library.deleteClass(id, 7)).rejects.toMatchObject({ code: 'class-unknown' });
    await expect(library.reorderClasses(id, [0, 0, 1])).rejects.toMatchObject({ code: 'class-order' });
    const plan = { validation: 0.6, test: 0.6, seed: 1, isStratified: true };
    await expect(library.assignSplits(id, plan)).rejects.toMatchObject({ code: 'value-refused' });
    const settings = { height: 0, width: 5, channels: 3, fit: 'stretch' } as const;
    await expect(library.setSettings(id, settings)).rejects.toMatchObject({ code: 'value-refused' });
    expect(await library.describe(id)).toEqual(before);
  });
});

describe('data sets', () => {
  test('are listed newest first, renamed, deleted and restored', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory, ' \u202e ');
    await memory.library.renameDataset(id, 'Birds');
    await memory.library.deleteDataset(id);
    expect(await memory.library.listDatasets()).toMatchObject([{ id, name: 'Birds', deletedAt: expect.any(Number) }]);
    await memory.library.restoreDataset(id);
    expect(await memory.reopened().library.listDatasets()).toMatchObject([{ id, deletedAt: null }]);
  });
  test('one that an earlier visit deleted is gone with its files, but not with those of others', async () => {
    const memory = memoryLibrary();
    const [one, other] = [await newDataset(memory), await newDataset(memory)];
    await memory.add(one, [entry('a/1.png', smallPng(1)), entry('a/2.png', smallPng(2))]);
    await memory.add(other, [entry('b/1.png', smallPng(1))]);
    expect(await memory.files.list('pictures')).toHaveLength(2);
    await memory.library.deleteDataset(one);
    const next = memory.reopened();
    expect(await next.library.listDatasets()).toMatchObject([{ id: other }]);
    await expect.poll(() => next.files.list('pictures')).toHaveLength(1);
    expect([...next.records.records.keys()].some((key) => key.includes(one))).toBe(false);
    expect((await next.library.picture(other, 0)).size).toBe(smallPng(1).length);
    await expect(next.library.describe(one)).rejects.toMatchObject({ code: 'dataset-unknown' });
  });
});

describe('hosted data sets', () => {
  const files: Readonly<Record<string, Uint8Array>> = {
    't10k-images-idx3-ubyte.gz': gzipSync(idx([2, 1, 1], [1, 2])),
    't10k-labels-idx1-ubyte.gz': gzipSync(idx([2], [9, 0])),
  };
  test('are fetched and imported with the names of their classes', async () => {
    const memory = memoryLibrary({
      fetchFile: async (url) => new Blob([new Uint8Array(files[url.slice(url.lastIndexOf('/') + 1)]!)]),
    });
    const id = await newDataset(memory);
    await memory.library.importHosted({ job: 'x', dataset: id, hosted: 'fashion-mnist-10k' });
    expect((await memory.library.describe(id)).classNames).toEqual(['Ankle boot', 'T-shirt/top']);
  });
  test('fail offline with a sentence that says which and from where', async () => {
    const memory = memoryLibrary({ fetchFile: () => Promise.reject(new TypeError('Failed to fetch')) });
    const id = await newDataset(memory);
    await expect(
      memory.library.importHosted({ job: 'x', dataset: id, hosted: 'fashion-mnist-10k' }),
    ).rejects.toMatchObject({
      code: 'offline',
      message: 'Fashion-MNIST, 10,000 could not be fetched from raw.githubusercontent.com: Failed to fetch.',
      remedy: expect.stringMatching(/4\.4.MB/),
    });
  });
});

const fashion = new URL('../../../../shared/testdata/fashion-mnist-folders.zip', import.meta.url);
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
