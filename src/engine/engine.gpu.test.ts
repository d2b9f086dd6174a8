import { expect, test } from 'vitest';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { createEngine } from './create-engine.ts';

const lecture = templates[0]!.build([28, 28, 1], 10);
const request = {
  graph: lecture,
  settings: { ...defaultTrainingSettings, epochs: 1, sampleLimit: 200, batchSize: 20 },
  dataset: 'mnist',
  seed: 3,
};

test('trains on WebGPU, goes on by itself where the device is lost on the way, and still knows what it learned', async () => {
  const engine = createEngine({ baseUrl: new URL('/', location.href).href });
  const events: EngineEvent[] = [];
  await engine.listen((event) => events.push(event));
  const report = await engine.start();
  expect(report).toMatchObject({ name: 'webgpu', refused: [] });
  expect(report.adapter).not.toBe('');

  const outcome = await engine.train(request);
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(outcome.confusion?.counts.reduce((total, count) => total + count)).toBe(40);
  const right = outcome.confusion?.counts.reduce(
    (total, count, place) => (place % 11 === 0 ? total + count : total),
    0,
  );
  expect(outcome.epochs[0]?.validation?.accuracy).toBeCloseTo((right ?? -1) / 40, 6);
  const compiled = events.filter((event) => event.type === 'compiling');
  expect(compiled.at(-1)?.done).toBe(compiled.at(-1)?.total);
  expect(compiled.at(-1)?.total).toBeGreaterThan(10);
  expect(events.filter(({ type }) => type === 'gpu-error')).toEqual([]);

  // In the middle for certain: the device goes with the word that the first of two epochs is over.
  let isLost = false;
  await engine.listen((event) => {
    events.push(event);
    if (event.type !== 'epoch' || isLost) return;
    isLost = true;
    void engine.loseDevice();
  });
  const settings = { ...request.settings, epochs: 2 };
  const outlived = await engine.train({ ...request, settings, checkpointSeconds: 0 });
  expect(outlived.end).toEqual({ kind: 'finished' });
  expect(outlived.epochs[0]?.training.loss).toBeCloseTo(outcome.epochs[0]?.training.loss ?? Number.NaN, 5);
  expect(events.find(({ type }) => type === 'backend-lost')).toMatchObject({ isFinal: false });
  expect(events.find(({ type }) => type === 'run-restored')).toMatchObject({ reason: 'device-lost' });
  expect(events.filter(({ type }) => type === 'backend')).toHaveLength(2);

  const picture = { width: 28, height: 28, rgba: new Uint8ClampedArray(28 * 28 * 4).fill(200, 900, 1500) };
  const before = await engine.predict(picture, 'drawing');
  await engine.loseDevice();
  await expect.poll(() => events.filter(({ type }) => type === 'backend').length, { timeout: 30_000 }).toBe(3);
  const last = events.filter((event) => event.type === 'backend').at(-1);
  expect(last?.report.refused.map(({ name }) => name)).toContain('webgpu');
  const after = await engine.predict(picture, 'drawing');
  for (const [index, probability] of before.probabilities.entries()) {
    expect(after.probabilities[index]).toBeCloseTo(probability, 4);
  }
}, 240_000);
