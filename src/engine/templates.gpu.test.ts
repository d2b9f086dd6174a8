/** Every template learns: on a handful of digits its loss falls, on WebGPU, without an error from the device. */
import { expect, test } from 'vitest';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { createEngine } from './create-engine.ts';

const started = (async () => {
  const engine = createEngine({ baseUrl: new URL('/', location.href).href });
  const events: EngineEvent[] = [];
  await engine.listen((event) => events.push(event));
  await engine.start();
  return { engine, events };
})();

test.for(templates)('$name learns', async ({ build }) => {
  const { engine, events } = await started;
  const run = { epochs: 8, sampleLimit: 20, batchSize: 10, validationSplit: 0, learningRate: 0.003 };
  const settings = { ...defaultTrainingSettings, ...run };
  const outcome = await engine.train({ graph: build([28, 28, 1], 10), settings, dataset: 'mnist', seed: 5 });
  expect(outcome.end).toEqual({ kind: 'finished' });
  const losses = outcome.epochs.map(({ training }) => training.loss);
  expect(losses).toHaveLength(settings.epochs);
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.9);
  expect(events.filter(({ type }) => type === 'gpu-error')).toEqual([]);
});
