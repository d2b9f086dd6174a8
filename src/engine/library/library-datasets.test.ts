import { describe, expect, test } from 'vitest';
import { uniformAt } from '#base/random.ts';
import { encodePng } from '#formats/image-encode-png.ts';
import { entry, memoryLibrary, newDataset } from './testing/memory-library.ts';
import { smallPng } from './testing/small-pictures.ts';

/** Noise, which no compression makes small. */
const large = encodePng(
  Uint8Array.from({ length: 160 * 160 * 3 }, (_, at) => 256 * uniformAt(1, at)),
  160,
  160,
  3,
);

describe('data sets', () => {
  test('that another tab has changed are read anew by the one that takes charge', async () => {
    const memory = memoryLibrary();
    const id = await newDataset(memory);
    const other = memory.reopened();
    await other.library.describe(id);
    await memory.add(id, [entry('a/1.png', smallPng(1))]);
    // The first tab can still restore what it deleted: the second only looks on.
    const deleted = await newDataset(memory, 'Deleted');
    await memory.library.deleteDataset(deleted);
    expect(await other.library.listDatasets()).toMatchObject([{ id }]);
    await memory.library.restoreDataset(deleted);
    await other.library.takeCharge();
    expect((await other.library.describe(id)).sampleCount).toBe(1);
    expect(await other.library.listDatasets()).toHaveLength(2);
  });
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
    // Small ones share a file; a large one has its own.
    await memory.add(one, [entry('a/1.png', smallPng(1)), entry('a/2.png', smallPng(2)), entry('a/3.png', large)]);
    await memory.add(one, [entry('a/4.png', smallPng(4))]);
    await memory.add(other, [entry('b/1.png', smallPng(1))]);
    expect(await memory.files.list('pictures')).toHaveLength(1);
    expect(await memory.files.list('packs')).toHaveLength(2);
    await memory.library.deleteDataset(one);
    const next = memory.reopened();
    expect(await next.library.listDatasets()).toMatchObject([{ id: other }]);
    await next.library.takeCharge();
    expect(await next.files.list('pictures')).toHaveLength(0);
    expect(await next.files.list('packs')).toHaveLength(1);
    expect([...next.records.records.keys()].some((key) => key.includes(one))).toBe(false);
    expect((await next.library.picture(other, 0)).size).toBe(smallPng(1).length);
    await expect(next.library.describe(one)).rejects.toMatchObject({ code: 'dataset-unknown' });
    await next.library.purgeDataset(other);
    expect(await next.files.list('packs')).toEqual([]);
  });
});
