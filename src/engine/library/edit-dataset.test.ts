import { describe, expect, test } from 'vitest';
import { classesByName, entry, type MemoryLibrary, memoryLibrary, newDataset } from './testing/memory-library.ts';
import { smallPng } from './testing/small-pictures.ts';

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
