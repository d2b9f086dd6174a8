import * as Comlink from 'comlink';
import { afterAll, expect, test } from 'vitest';
import type { LibraryEvent, WorkerLibrary } from '#protocol/library.ts';
import { entry } from './testing/memory-library.ts';
import { smallPng } from './testing/small-pictures.ts';

const workers: Worker[] = [];
function visit(): Comlink.Remote<WorkerLibrary> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  workers.push(worker);
  return Comlink.wrap<WorkerLibrary>(worker);
}
afterAll(() => {
  for (const worker of workers) worker.terminate();
});

const pictures = Array.from({ length: 60 }, (_, number) =>
  entry(`class ${number % 3}/${number}.png`, smallPng(number, 40, 30)),
);

test('pictures lie in the browser between visits, and come out as they went in', async () => {
  const library = visit();
  const events: LibraryEvent[] = [];
  await library.listen(Comlink.proxy((event: LibraryEvent) => void events.push(event)));
  const { id } = await library.createDataset('Test');
  const outcome = await library.importFiles({ job: 'job', dataset: id, entries: pictures });
  expect(outcome).toMatchObject({ end: 'finished', added: 60, lines: [] });
  expect(events.some(({ type }) => type === 'import-progress')).toBe(true);

  const [thumbnail] = await library.thumbnails(id, [7], 20);
  expect([thumbnail?.width, thumbnail?.height]).toEqual([20, 15]);
  const seen = await library.preview(id, 7, { width: 8, height: 6, channels: 1, fit: 'stretch' });
  expect([seen.width, seen.height, seen.rgba.length]).toEqual([8, 6, 192]);
  const frame = await createImageBitmap(new ImageData(new Uint8ClampedArray(16 * 16 * 4).fill(200), 16, 16));
  expect(await library.addFrame(id, 'camera', Comlink.transfer(frame, [frame]))).toBe(60);
  expect((await library.storageReport()).left).toBeGreaterThan(0);

  const next = visit();
  expect(await next.listDatasets()).toContainEqual(expect.objectContaining({ id, sampleCount: 61 }));
  expect(new Uint8Array(await (await next.picture(id, 7)).arrayBuffer())).toEqual(smallPng(7, 40, 30));
  const archive = await next.exportZip(id);
  const copy = await next.createDataset('Copy');
  expect(
    await next.importFiles({ job: 'job', dataset: copy.id, entries: [{ path: 'Test.zip', file: archive }] }),
  ).toMatchObject({ added: 61, lines: [] });
  const hashes = async (dataset: string) =>
    Promise.all(Array.from((await next.samples(dataset)).ids, (sample) => next.sampleHash(dataset, sample)));
  expect(await hashes(copy.id)).toEqual(await hashes(id));

  await next.purgeDataset(id);
  expect((await next.picture(copy.id, 7)).size).toBe(smallPng(7, 40, 30).length);
  await next.purgeDataset(copy.id);
  await expect(next.describe(copy.id)).rejects.toMatchObject({ code: 'dataset-unknown' });
});

test('a worker that is killed in the middle of an import leaves what was in', async () => {
  const library = visit();
  const { id } = await library.createDataset('Killed');
  const entries = Array.from({ length: 400 }, (_, number) => entry(`cats/${number}.png`, smallPng(number)));
  const enough = new Promise<void>((resolve) => {
    void library.listen(
      Comlink.proxy((event: LibraryEvent) => {
        if (event.type === 'import-progress' && event.progress.done > 130) resolve();
      }),
    );
  });
  void library.importFiles({ job: 'job', dataset: id, entries });
  await enough;
  workers.at(-1)?.terminate();
  const next = visit();
  const { sampleCount } = await next.describe(id);
  expect(sampleCount).toBeGreaterThanOrEqual(64);
  const { ids } = await next.samples(id);
  expect(ids).toHaveLength(sampleCount);
  for (const sample of [0, sampleCount - 1]) {
    expect((await next.picture(id, sample)).size).toBe(smallPng(sample).length);
  }
  await next.purgeDataset(id);
});
