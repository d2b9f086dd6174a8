import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { defaultTrainingSettings, type TrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { Network } from '../build/network.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { RunControl } from './run-control.ts';
import { augmentedHalvesGraph, halves, halvesGraph } from './testing/halves.ts';
import { TrainingRun } from './training-run.ts';

let backend: StandingBackend;
let network: Network;
let tensorsBefore: number;
const events: EngineEvent[] = [];

beforeAll(async () => {
  backend = await standOnCpu();
});
beforeEach(() => {
  events.length = 0;
  tensorsBefore = tf.memory().numTensors;
  network = buildNetwork(halvesGraph, 1);
});
afterEach(() => {
  network.dispose();
  expect(tf.memory().numTensors).toBe(tensorsBefore);
});

function run(
  settings: Partial<TrainingSettings>,
  control = new RunControl(),
  onEvent = (_: EngineEvent) => {},
  pictures = halves,
): Promise<TrainingOutcome> {
  const request = {
    network,
    settings: { ...defaultTrainingSettings, batchSize: 20, learningRate: 0.01, ...settings },
    pictures,
    seed: 4,
    backend,
    choiceStore: null,
    control,
    emit: (event: EngineEvent) => {
      events.push(event);
      onEvent(event);
    },
  };
  return new TrainingRun(request).run();
}

/** Loss and accuracy of every step that a progress event told. */
const stepsNow = () => events.flatMap((event) => (event.type === 'progress' ? event.progress.batches : []));

const weightsNow = () => network.variables.map((variable) => [...variable.dataSync()]);
const areFinite = () => weightsNow().flat().every(Number.isFinite);

test('learns, and reports every step of every epoch once', async () => {
  const { end, epochs, confusion } = await run({ epochs: 5 });
  expect(end).toEqual({ kind: 'finished' });
  expect(epochs.map(({ epoch, step }) => [epoch, step])).toEqual(
    [0, 1, 2, 3, 4].map((epoch) => [epoch, epoch * 10 + 9]),
  );
  expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.95);
  const steps = events.flatMap((event) =>
    event.type === 'progress' ? event.progress.batches.map(({ step }) => step) : [],
  );
  expect(steps).toEqual(Array.from({ length: 50 }, (_, step) => step));
  const [left, mistaken, taken, right] = confusion?.counts ?? [];
  expect([confusion?.source, (left ?? 0) + (mistaken ?? 0) + (taken ?? 0) + (right ?? 0)]).toEqual(['validation', 48]);
  expect(((left ?? 0) + (right ?? 0)) / 48).toBeCloseTo(epochs.at(-1)?.validation?.accuracy ?? 0, 6);
});

test.each([
  ['dropout and all', halvesGraph],
  ['augmentation and all', augmentedHalvesGraph],
])('repeats exactly from the same seed, %s', async (_, graph) => {
  network.dispose();
  network = buildNetwork(graph, 1);
  const first = await run({ epochs: 2 });
  const weights = weightsNow();
  network.dispose();
  network = buildNetwork(graph, 1);
  const steps = stepsNow();
  events.length = 0;
  expect((await run({ epochs: 2 })).epochs).toEqual(first.epochs);
  expect(stepsNow()).toEqual(steps);
  expect(steps.length).toBe(20);
  expect(weightsNow()).toEqual(weights);
});

test('is judged on the test samples of its data set, which it is not trained on', async () => {
  // Every fourth picture is a test one, and says the opposite: who had learnt from them would know.
  const splits = Uint8Array.from({ length: halves.count }, (_, sample) => (sample % 4 === 0 ? 2 : 0));
  const labels = halves.labels.map((label, sample) => (sample % 4 === 0 ? 1 - label : label));
  const { test: score, epochs } = await run({ epochs: 4 }, undefined, undefined, { ...halves, labels, splits });
  expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.95);
  expect(score?.samples).toBe(60);
  expect(score?.accuracy).toBeLessThan(0.05);
  expect(score?.loss).toBeGreaterThan(epochs.at(-1)?.validation?.loss ?? Number.NaN);
  expect((await run({ epochs: 1 })).test).toBeUndefined();
});

test('stops within one step, keeps the weights, and still fills a confusion matrix', async () => {
  const control = new RunControl();
  let stepsAtStop = -1;
  const outcome = run({ epochs: 100_000 }, control, (event) => {
    if (event.type !== 'progress' || stepsAtStop >= 0 || event.progress.step < 3) return;
    stepsAtStop = event.progress.step;
    void control.stop();
  });
  const { end, confusion } = await outcome;
  expect(end).toEqual({ kind: 'stopped' });
  expect(confusion).not.toBeNull();
  const last = events.findLast((event) => event.type === 'progress');
  expect(last?.progress.step).toBeLessThanOrEqual(stepsAtStop + 1);
});

test('stands still while paused and goes on from there', async () => {
  const control = new RunControl();
  const outcome = run({ epochs: 3 }, control);
  await control.pause();
  const weights = weightsNow();
  const heard = events.length;
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(weightsNow()).toEqual(weights);
  expect(events).toHaveLength(heard);
  control.resume();
  expect((await outcome).end).toEqual({ kind: 'finished' });
});

test('a loss that explodes ends the run with the reason and with weights that are numbers', async () => {
  const { end } = await run({
    epochs: 50,
    learningRate: 1e30,
    optimizer: { name: 'sgd', momentum: 0, nesterov: false },
  });
  expect(end).toMatchObject({
    kind: 'diverged',
    message: expect.stringMatching(/loss became/),
    remedy: expect.stringMatching(/learning rate/),
  });
  expect(areFinite()).toBe(true);
});

test('stops early once validation no longer improves, with the best weights', async () => {
  const earlyStopping = { monitor: 'val_loss', patience: 2, minDelta: 10, restoreBestWeights: true } as const;
  const { end, epochs } = await run({ epochs: 50, earlyStopping });
  expect(end).toEqual({ kind: 'early-stopped', bestEpoch: 0 });
  expect(epochs).toHaveLength(3);
});

test('holds as many tensors at every pause', async () => {
  const counts: number[] = [];
  const control = new RunControl();
  const outcome = run({ epochs: 40, validationSplit: 0 }, control, (event) => {
    // The first pause comes after a first report, when the optimizer has made all it keeps.
    if (event.type !== 'progress' || counts.length === 3) return;
    void control.pause().then(() => {
      counts.push(tf.memory().numTensors);
      control.resume();
    });
  });
  await outcome;
  expect(counts.length).toBeGreaterThan(1);
  expect(new Set(counts).size).toBe(1);
});

test.each(['sgd', 'adam', 'adamw', 'rmsprop', 'adagrad'] as const)('%s brings the loss down', async (name) => {
  const optimizers = {
    sgd: { name: 'sgd', momentum: 0.9, nesterov: true },
    adam: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
    adamw: { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.004 },
    rmsprop: { name: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-7 },
    adagrad: { name: 'adagrad', initialAccumulatorValue: 0.1, epsilon: 1e-7 },
  } as const;
  const { epochs } = await run({ epochs: 4, optimizer: optimizers[name] });
  expect(epochs.at(-1)?.training.loss).toBeLessThan((epochs[0]?.training.loss ?? 0) * 0.9);
});

test.each(['categorical_crossentropy', 'binary_crossentropy', 'mean_squared_error'] as const)(
  '%s can be trained for',
  async (loss) => {
    const { epochs } = await run({ epochs: 4, loss });
    expect(epochs.at(-1)?.training.loss).toBeLessThan(epochs[0]?.training.loss ?? 0);
    expect(epochs.at(-1)?.validation?.accuracy).toBeGreaterThan(0.9);
  },
);
