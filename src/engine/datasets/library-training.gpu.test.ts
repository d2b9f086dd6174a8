import * as Comlink from 'comlink';
import { afterAll, expect, test } from 'vitest';
import { encodePng } from '#formats/image-encode-png.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';
import type { WorkerLibrary } from '#protocol/library.ts';
import { entry } from '../library/testing/memory-library.ts';

const workers = [
  new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' }),
  new Worker(new URL('../library/worker.ts', import.meta.url), { type: 'module' }),
] as const;
const engine = Comlink.wrap<Engine>(workers[0]);
const library = Comlink.wrap<WorkerLibrary>(workers[1]);
afterAll(() => {
  for (const worker of workers) worker.terminate();
});

const size = { width: 40, height: 30 } as const;

/** Pixels of noise, bright or dark, `[height, width, 3]`. */
function noise(number: number, isBright: boolean): Uint8Array {
  return Uint8Array.from(
    { length: size.width * size.height * 3 },
    (_, place) => ((place * 7919 + number * 104729) % 90) + (isBright ? 160 : 0),
  );
}

test('a network is trained on pictures that were imported, with their own validation split, and asked about others', async () => {
  const { id } = await library.createDataset('Light', { height: 16, width: 16, fit: 'crop' });
  const entries = Array.from({ length: 40 }, (_, number) => {
    const split = number % 4 === 0 ? 'validation' : 'train';
    return entry(
      `${split}/${number % 2 ? 'bright' : 'dark'}/${number}.png`,
      encodePng(noise(number, number % 2 === 1), size.width, size.height, 3),
    );
  });
  expect((await library.importFiles({ job: 'job', dataset: id, entries })).added).toBe(40);
  const events: EngineEvent[] = [];
  await engine.listen(Comlink.proxy((event: EngineEvent) => void events.push(event)));
  await engine.start('cpu');
  const info = await engine.openDataset(id);
  expect(info).toMatchObject({ sampleShape: [16, 16, 3], countByClass: [20, 20], countBySplit: [30, 10, 0] });
  expect(events).toContainEqual({ type: 'dataset-progress', dataset: id, done: 40, total: 40 });
  const { end, confusion, epochs } = await engine.train({
    graph: templates[0]!.build([16, 16, 3], 2),
    settings: { ...defaultTrainingSettings, epochs: 1, batchSize: 10 },
    dataset: id,
    seed: 1,
  });
  expect(end).toEqual({ kind: 'finished' });
  expect(confusion?.source).toBe('validation');
  expect(confusion?.counts.reduce((total, count) => total + count)).toBe(10);
  expect(epochs).toHaveLength(1);

  // A picture to predict is brought to the network's size as those it was trained on.
  const pixels = noise(0, false);
  const rgba = Uint8ClampedArray.from({ length: (pixels.length / 3) * 4 }, (_, place) =>
    place % 4 === 3 ? 255 : (pixels[Math.floor(place / 4) * 3 + (place % 4)] ?? 0),
  );
  const { seen } = await engine.predict({ ...size, rgba }, 'photo');
  const cropped = { height: 16, width: 16, channels: 3, fit: 'crop' } as const;
  expect(seen.rgba).toEqual((await library.preview(id, 0, cropped)).rgba);
  expect(seen.rgba).not.toEqual((await library.preview(id, 0, { ...cropped, fit: 'stretch' })).rgba);
  await library.purgeDataset(id);
}, 120_000);
