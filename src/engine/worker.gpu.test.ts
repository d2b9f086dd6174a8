import * as Comlink from 'comlink';
import { afterAll, expect, test } from 'vitest';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { Engine, EngineEvent } from '#protocol/engine.ts';

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
const engine = Comlink.wrap<Engine>(worker);
afterAll(() => worker.terminate());

test('a worker answers calls, sends events, and rejects with plain faults', async () => {
  const events: EngineEvent[] = [];
  await engine.listen(Comlink.proxy((event: EngineEvent) => void events.push(event)));
  await expect(engine.predict({ width: 1, height: 1, rgba: new Uint8ClampedArray(4) }, 'photo')).rejects.toEqual({
    code: 'engine-not-started',
    message: expect.any(String),
    remedy: expect.any(String),
  });
  expect((await engine.openDataset('mnist')).sampleCount).toBe(10_000);
  await expect(engine.openDataset('cifar')).rejects.toMatchObject({ code: 'dataset-unknown' });
  expect((await engine.samples('mnist', [3, 4])).pixels).toHaveLength(2 * 784);

  const report = await engine.start('webgl');
  expect(['webgl', 'cpu']).toContain(report.name);
  const outcome = await engine.train({
    graph: templates[0]!.build([28, 28, 1], 10),
    settings: { ...defaultTrainingSettings, epochs: 1, sampleLimit: 60, batchSize: 20 },
    dataset: 'mnist',
    seed: 1,
  });
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(events.some(({ type }) => type === 'epoch')).toBe(true);
  const blank = { width: 28, height: 28, rgba: new Uint8ClampedArray(28 * 28 * 4) };
  const { probabilities, seen } = await engine.predict(blank, 'drawing');
  expect(probabilities.reduce((total, value) => total + value)).toBeCloseTo(1, 5);
  expect([seen.width, seen.height]).toEqual([28, 28]);
  expect((await engine.memory()).tensors).toBeGreaterThan(0);
}, 180_000);

test('a graph that cannot be trained ends as failed, in words', async () => {
  const { end } = await engine.train({
    graph: templates[0]!.build([28, 28, 1], 7),
    settings: defaultTrainingSettings,
    dataset: 'mnist',
    seed: 1,
  });
  expect(end).toMatchObject({ kind: 'failed', message: expect.stringMatching(/7/) });
});
