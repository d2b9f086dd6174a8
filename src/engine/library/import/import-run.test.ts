import { expect, test } from 'vitest';
import { entry, memoryLibrary, newDataset } from '../testing/memory-library.ts';
import { smallPng } from '../testing/small-pictures.ts';

test('a page that goes away in the middle of an import loses only what came last', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  let opened = 0;
  const never = new Promise<ArrayBuffer>(() => undefined);
  const entries = Array.from({ length: 800 }, (_, number) => {
    const { path, file } = entry(`cats/${number}.png`, smallPng(number));
    // From the 600th on the disk hangs, and with it the import.
    return {
      path,
      file: Object.assign(file, { arrayBuffer: () => (++opened > 600 ? never : new Response(file).arrayBuffer()) }),
    };
  });
  void memory.add(id, entries);
  const saved = async () => (await memory.reopened().library.describe(id)).sampleCount;
  await expect.poll(saved).toBeGreaterThan(580);
  const next = memory.reopened();
  expect((await next.library.describe(id)).sampleCount).toBeLessThanOrEqual(600);
  // Adding the same folder again takes up where it broke off.
  const again = await next.add(
    id,
    Array.from({ length: 800 }, (_, number) => entry(`cats/${number}.png`, smallPng(number))),
  );
  expect((await next.library.describe(id)).sampleCount).toBe(800);
  expect(again.added + again.skipped).toBe(800);
});

test('a cancelled import keeps what was in and ends with what is at hand', async () => {
  const memory = memoryLibrary();
  const id = await newDataset(memory);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const entries = Array.from({ length: 400 }, (_, number) => {
    const { path, file } = entry(`cats/${number}.png`, smallPng(number));
    if (number < 200) return { path, file };
    // The second half comes only after the import was cancelled.
    return {
      path,
      file: Object.assign(file, { arrayBuffer: () => released.then(() => new Response(file).arrayBuffer()) }),
    };
  });
  const importing = memory.library.importFiles({ job: 'mine', dataset: id, entries });
  await expect.poll(() => memory.events.some(({ type }) => type === 'import-progress')).toBe(true);
  await memory.library.cancelImport('mine');
  release();
  const { end, added } = await importing;
  expect(end).toBe('cancelled');
  expect(added).toBeLessThan(220);
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
