import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import { defaultTrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent, TrainingRequest } from '#protocol/engine.ts';
import { memoryFiles } from '#storage/testing/memory-files.ts';
import { memoryRecords } from '#storage/testing/memory-records.ts';
import { createEngine } from '../create-engine.ts';
import { chain } from '../testing/chain.ts';

const graph = chain(
  { type: 'Input', config: { shape: [28, 28, 1] } },
  { type: 'Rescaling' },
  { type: 'MaxPooling2D', config: { poolSize: [4, 4], strides: [4, 4] } },
  { type: 'Flatten' },
  { type: 'Dropout', config: { rate: 0.1 } },
  { type: 'Dense', config: { units: 10, activation: 'softmax' } },
);
const request: TrainingRequest = {
  graph,
  settings: { ...defaultTrainingSettings, epochs: 4, sampleLimit: 200, batchSize: 20 },
  dataset: 'mnist',
  seed: 5,
  checkpointSeconds: 0,
};

/** Stores that outlive engines, as a disk outlives pages. */
function disk() {
  const files = memoryFiles();
  const records = memoryRecords();
  const engine = async () => {
    const events: EngineEvent[] = [];
    const made = createEngine({
      baseUrl: new URL('../../../public/', import.meta.url).href,
      fetchBytes: async (url) => new Uint8Array(await readFile(new URL(url))),
      files,
      records,
    });
    await made.listen((event) => events.push(event));
    await made.start('cpu');
    return { ...made, events };
  };
  return { files, records, engine };
}

/** Trains until so many steps were heard of, and then never again: the engine stands still for good. */
async function breakOff(on: ReturnType<typeof disk>, afterSteps: number) {
  const engine = await on.engine();
  const heard = new Promise<void>((resolve) => {
    void engine.listen((event) => {
      engine.events.push(event);
      if (event.type === 'checkpoint-saved' && event.step >= afterSteps) void engine.pause().then(resolve);
    });
  });
  void engine.train(request);
  await heard;
}

test('a run that was broken off is offered, goes on to the same end, and is kept', async () => {
  const unbroken = await (await disk().engine()).train(request);
  const stores = disk();
  await breakOff(stores, 11);
  const engine = await stores.engine();
  const offered = await engine.checkpoints.interrupted();
  expect(offered).toMatchObject({ graph, settings: request.settings, seed: 5, damaged: [] });
  expect(offered?.step).toBeGreaterThanOrEqual(11);
  const outcome = await engine.checkpoints.resume(offered!.run);
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(outcome.epochs.map(({ training }) => training.loss)).toEqual(
    unbroken.epochs.map(({ training }) => expect.closeTo(training.loss, 6)),
  );
  expect(outcome.confusion).toEqual(unbroken.confusion);
  const restored = engine.events.find((event) => event.type === 'run-restored');
  expect(restored?.reason).toBe('continued');
  expect(restored?.step).toBeGreaterThanOrEqual(offered!.step);
  expect(await engine.checkpoints.interrupted()).toBeNull();
  expect(await stores.files.list('checkpoints')).toEqual([]);
  const [kept] = await engine.runs.list();
  expect(kept).toMatchObject({ name: 'Run 1', note: '', end: outcome.end, epochs: outcome.epochs, parameters: 500 });
  expect(kept!.weightsBytes).toBeGreaterThan(2000);
  expect((await engine.runs.curve(kept!.origin.run)).batches).toHaveLength(3 * 32);
});

test('a damaged newest checkpoint is passed over by its name, and the one before is used', async () => {
  const stores = disk();
  await breakOff(stores, 12);
  const files = (await stores.files.list('checkpoints')).map(({ path }) => path).sort();
  expect(files.length).toBeGreaterThan(1);
  const newest = files.at(-1)!;
  const bytes = new Uint8Array(await (await stores.files.read(newest))!.arrayBuffer());
  bytes[200]! ^= 1;
  await stores.files.write(newest, bytes);
  const engine = await stores.engine();
  const offered = await engine.checkpoints.interrupted();
  expect(offered?.damaged).toEqual([newest]);
  expect((await engine.checkpoints.resume(offered!.run)).end).toEqual({ kind: 'finished' });
});

test('a disk that fills up in the middle of a run leaves the checkpoint before, says so once, and training goes on', async () => {
  const stores = disk();
  const { write } = stores.files;
  let isFull = false;
  stores.files.write = async (path, content) => {
    if (!isFull || !path.startsWith('checkpoints/')) return write(path, content);
    throw new StrideError({ code: 'storage-full', message: 'The disk is full.', remedy: 'Delete something.' });
  };
  const engine = await stores.engine();
  let left: readonly string[] = [];
  await engine.listen(async (event) => {
    engine.events.push(event);
    if (event.type === 'checkpoint-saved') isFull = true;
    if (event.type === 'checkpoint-failed') left = (await stores.files.list('checkpoints')).map(({ path }) => path);
  });
  const outcome = await engine.train(request);
  expect(outcome.end).toEqual({ kind: 'finished' });
  expect(engine.events.filter(({ type }) => type === 'checkpoint-failed')).toHaveLength(1);
  expect(left).toHaveLength(1);
  expect(await engine.runs.list()).toHaveLength(1);
});

test('a run is discarded, named, annotated, deleted, brought back, and asked again', async () => {
  const stores = disk();
  await breakOff(stores, 1);
  const engine = await stores.engine();
  const offered = await engine.checkpoints.interrupted();
  await engine.checkpoints.discard(offered!.run);
  expect(await engine.checkpoints.interrupted()).toBeNull();
  await expect(engine.checkpoints.resume(offered!.run)).rejects.toMatchObject({ code: 'no-checkpoint' });

  await engine.train({ ...request, settings: { ...request.settings, epochs: 1 } });
  const [first] = await engine.runs.list();
  const run = first!.origin.run;
  const picture = { width: 28, height: 28, rgba: new Uint8ClampedArray(28 * 28 * 4).fill(200, 900, 1500) };
  const before = await engine.predict(picture, 'drawing');
  await engine.train({ ...request, seed: 9, settings: { ...request.settings, epochs: 1 } });
  expect((await engine.runs.list()).map(({ name }) => name)).toEqual(['Run 2', 'Run 1']);
  await engine.runs.adopt(run);
  expect((await engine.predict(picture, 'drawing')).probabilities).toEqual(before.probabilities);

  await engine.runs.rename(run, 'First try');
  await engine.runs.annotate(run, 'too short');
  await engine.runs.remove(run);
  expect((await engine.runs.list()).map(({ name }) => name)).toEqual(['Run 2']);
  await expect(engine.runs.adopt(run)).rejects.toMatchObject({ code: 'no-such-run' });
  await engine.runs.bringBack(run);
  expect((await engine.runs.list())[1]).toMatchObject({ name: 'First try', note: 'too short' });
  await engine.runs.removeWeights(run);
  await expect(engine.runs.adopt(run)).rejects.toMatchObject({ code: 'no-run-weights' });
  await engine.runs.remove(run);
  const later = await stores.engine();
  expect(await later.runs.list()).toHaveLength(1);
  expect([...stores.records.records.keys()].some((key) => key.includes(run))).toBe(false);
});
