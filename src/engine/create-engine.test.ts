import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { createEngine } from './create-engine.ts';
import { chain } from './testing/chain.ts';

const engineOnFiles = () =>
  createEngine({
    baseUrl: new URL('../../public/', import.meta.url).href,
    fetchBytes: async (url) => new Uint8Array(await readFile(new URL(url))),
  });

/** Small enough for the processor, good enough for digits. */
const smallNetwork = chain(
  { type: 'Input', config: { shape: [28, 28, 1] } },
  { type: 'Rescaling' },
  { type: 'AveragePooling2D' },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 32, activation: 'relu' } },
  { type: 'Dense', config: { units: 10, activation: 'softmax' } },
);

test('trains on the digits, reports on the way, and then tells a digit it is shown', async () => {
  const engine = engineOnFiles();
  const events: EngineEvent[] = [];
  await engine.listen((event) => events.push(event));
  const report = await engine.start();
  expect(report.name).toBe('cpu');
  expect(report.refused.map(({ name }) => name)).toEqual(['webgpu', 'webgl']);
  const info = await engine.openDataset('mnist');
  const outcome = await engine.train({
    graph: smallNetwork,
    settings: { ...defaultTrainingSettings, epochs: 6, sampleLimit: 2000 },
    dataset: 'mnist',
    seed: 1,
  });
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(outcome.epochs).toHaveLength(6);
  expect(outcome.epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.8);
  expect(outcome.confusion?.counts.reduce((total, count) => total + count)).toBe(400);
  const { pixels, labels } = await engine.samples('mnist', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  let right = 0;
  for (const [index, label] of labels.entries()) {
    const rgba = new Uint8ClampedArray(28 * 28 * 4);
    for (let pixel = 0; pixel < 784; pixel++)
      rgba.fill(pixels[index * 784 + pixel]!, pixel * 4, pixel * 4 + 3).fill(255, pixel * 4 + 3, pixel * 4 + 4);
    const { probabilities } = await engine.predict({ width: 28, height: 28, rgba }, 'photo');
    if (probabilities.indexOf(Math.max(...probabilities)) === label) right++;
  }
  expect(right).toBeGreaterThanOrEqual(8);
  expect(info.sampleCount).toBe(labels.length * 1000);
  expect(events.filter(({ type }) => type === 'epoch')).toHaveLength(6);
});

test('a network with a problem fails by its sentence, and the next one trains', async () => {
  const engine = engineOnFiles();
  await engine.start();
  const settings = { ...defaultTrainingSettings, epochs: 1, sampleLimit: 20, batchSize: 10 };
  const broken = chain({ type: 'Input', config: { shape: [28, 28, 1] } }, { type: 'Dense', config: { units: 10 } });
  const refused = await engine.train({ graph: broken, settings, dataset: 'mnist', seed: 1 });
  expect(refused.end).toMatchObject({ kind: 'failed', code: 'graph-problem' });
  const trained = await engine.train({ graph: smallNetwork, settings, dataset: 'mnist', seed: 1 });
  expect(trained.end).toEqual({ kind: 'finished' });
});
