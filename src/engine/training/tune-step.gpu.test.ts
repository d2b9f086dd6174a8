/** Tuning within a training run, on a software adapter that passes for a graphics card. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ModelGraph } from '#graph/model-graph.ts';
import { templates } from '#graph/templates/index.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { indexedDbRecords } from '#storage/indexed-db-records.ts';
import { createEngine } from '../create-engine.ts';
import { chain } from '../testing/chain.ts';
import { distance, goldenOf, runGoldenCase } from '../testing/golden-training.ts';

vi.mock('../kernels/software-adapter.ts', () => ({ isSoftwareAdapter: () => false }));
// Programs with barriers take a software adapter long to compile; what they compute is checked beside them.
vi.mock('../kernels/tuning/available-variants.ts', () => ({
  isAvailable: (_: unknown, variant: string) => variant !== 'shared' && variant !== 'half',
}));

const databaseName = 'stride-tuning-test';
const deleteDatabase = () => indexedDB.deleteDatabase(databaseName);
beforeAll(deleteDatabase);
afterAll(deleteDatabase);

const tiny = chain(
  { type: 'Input', config: { shape: [28, 28, 1] } },
  { type: 'AveragePooling2D', config: { poolSize: [4, 4] } },
  { type: 'Conv2D', config: { filters: 4, activation: 'relu' } },
  { type: 'Flatten' },
  { type: 'Dense', config: { units: 10, activation: 'softmax' } },
);

async function startedEngine() {
  const engine = createEngine({
    baseUrl: new URL('/', location.href).href,
    records: indexedDbRecords(databaseName),
  });
  const events: EngineEvent[] = [];
  await engine.listen((event) => events.push(event));
  await engine.start();
  const train = async (graph: ModelGraph) => {
    events.length = 0;
    const settings = { ...defaultTrainingSettings, epochs: 1, sampleLimit: 50, batchSize: 20 };
    const { end, epochs } = await engine.train({ graph, settings, dataset: 'mnist', seed: 3 });
    expect(end).toEqual({ kind: 'finished' });
    expect(events.filter(({ type }) => type === 'gpu-error')).toEqual([]);
    return {
      loss: epochs[0]!.training.loss,
      measured: events.filter((event) => event.type === 'tuning'),
      tensors: (await engine.memory()).tensors,
    };
  };
  return { engine, train, events };
}

test('a run measures what is new to the device, keeps it between visits, and learns the same with and without', async () => {
  const first = await startedEngine();
  expect(await first.engine.kernelChoices()).toEqual([]);
  const tuned = await first.train(tiny);
  const total = tuned.measured[0]!.total;
  expect(total).toBeGreaterThan(4);
  // A slow machine reaches the end of its budget first, and measures the rest in the runs that follow.
  for (let known = 0; known < total; ) {
    const choices = await first.engine.kernelChoices();
    expect(choices.length).toBeGreaterThan(known);
    known = choices.length;
    if (known < total) await first.train(tiny);
  }
  const choices = await first.engine.kernelChoices();
  expect(choices).toHaveLength(total);

  const again = await first.train(tiny);
  expect(again.measured).toEqual([]);
  expect(again.tensors).toBe(tuned.tensors);
  expect(again.loss).toBeCloseTo(tuned.loss, 4);

  const second = await startedEngine();
  expect(await second.engine.kernelChoices()).toEqual(choices);
  expect((await second.train(tiny)).measured).toEqual([]);

  await second.engine.clearKernelChoices();
  expect(await second.engine.kernelChoices()).toEqual([]);
  const third = await startedEngine();
  expect(await third.engine.kernelChoices()).toEqual([]);
  const anew = await third.train(tiny);
  expect(anew.measured[0]?.total).toBe(total);
  expect(anew.loss).toBeCloseTo(tuned.loss, 4);
});

test('Stop ends the measuring at once, and the run with it', async () => {
  const { engine, events } = await startedEngine();
  await engine.clearKernelChoices();
  const settings = { ...defaultTrainingSettings, epochs: 1, sampleLimit: 50, batchSize: 20 };
  await engine.listen((event) => {
    events.push(event);
    if (event.type === 'tuning') void engine.stop();
  });
  const { end } = await engine.train({ graph: tiny, settings, dataset: 'mnist', seed: 3 });
  expect(end).toEqual({ kind: 'stopped' });
  expect(events.filter(({ type }) => type === 'tuning')).toHaveLength(1);
  expect(events.filter(({ type }) => type === 'epoch')).toEqual([]);
});

test('the lecture’s network on measured kernels still learns as in Keras', async () => {
  const { engine, train } = await startedEngine();
  await train(templates[0]!.build([28, 28, 1], 10));
  expect((await engine.kernelChoices()).length).toBeGreaterThan(0);
  const { loss, weights } = distance(await runGoldenCase('adam'), goldenOf('adam'));
  expect(loss).toBeLessThan(1e-3);
  expect(weights).toBeLessThan(1e-2);
}, 240_000);
