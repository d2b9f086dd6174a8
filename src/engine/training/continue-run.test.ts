import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { RandomStream } from '#base/random.ts';
import type { Optimizer } from '#graph/training/training-settings.ts';
import type { StandingBackend } from '../backend/standing-backend.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { StreamedSamples } from './streamed-samples.ts';
import { brokenRunSettings, expectSameCurve, recordRun } from './testing/broken-run.ts';
import { augmentedHalvesGraph, halves } from './testing/halves.ts';

let backend: StandingBackend;
beforeAll(async () => {
  backend = await standOnCpu();
});

test('a run that was killed at any of ten random moments goes on as if it had not been', async () => {
  const draws = new RandomStream(20);
  const chances = new Set(Array.from({ length: 10 }, () => draws.integer(40)));
  const tensors = tf.memory().numTensors;
  const whole = await recordRun(backend, brokenRunSettings, (chance) => chances.has(chance));
  expect(whole.states.length).toBe(chances.size);
  for (const state of whole.states) {
    expectSameCurve(await recordRun(backend, brokenRunSettings, () => false, state), whole);
  }
  expect(tf.memory().numTensors).toBe(tensors);
});

test('capturing a run changes nothing about it', async () => {
  expectSameCurve(
    await recordRun(backend, brokenRunSettings, () => true),
    await recordRun(backend, brokenRunSettings, () => false),
  );
});

const optimizers = [
  { name: 'sgd', momentum: 0, nesterov: false },
  { name: 'sgd', momentum: 0.9, nesterov: true },
  { name: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0.004 },
  { name: 'rmsprop', rho: 0.9, momentum: 0.5, epsilon: 1e-7 },
  { name: 'adagrad', initialAccumulatorValue: 0.1, epsilon: 1e-7 },
] as const satisfies readonly Optimizer[];

test.each(optimizers)('$name goes on with its memory, in the middle of an epoch', async (optimizer) => {
  const settings = { ...brokenRunSettings, optimizer, epochs: 2 };
  const whole = await recordRun(backend, settings, (chance) => chance === 6);
  const [state] = whole.states;
  expect(state!.step % 10).not.toBe(0);
  expectSameCurve(await recordRun(backend, settings, () => false, state), whole);
});

test('early stopping counts on where it was, and the best weights of before the kill come back', async () => {
  const earlyStopping = { monitor: 'val_loss', patience: 3, minDelta: 10, restoreBestWeights: true } as const;
  const settings = { ...brokenRunSettings, epochs: 50, earlyStopping };
  const whole = await recordRun(backend, settings, (chance) => chance === 25);
  expect(whole.outcome.end).toEqual({ kind: 'early-stopped', bestEpoch: 0 });
  expectSameCurve(await recordRun(backend, settings, () => false, whole.states[0]), whole);
});

test.each([
  ['with augmentation', { graph: augmentedHalvesGraph }],
  ['with pictures uploaded a batch at a time', { samples: () => new StreamedSamples(halves) }],
  ['with both', { graph: augmentedHalvesGraph, samples: () => new StreamedSamples(halves) }],
] as const)('a run %s goes on as if it had not been broken off', async (_, parts) => {
  const settings = { ...brokenRunSettings, epochs: 3 };
  const whole = await recordRun(backend, settings, (chance) => chance === 5 || chance === 17, null, parts);
  expect(whole.states).toHaveLength(2);
  for (const state of whole.states) {
    expectSameCurve(await recordRun(backend, settings, () => false, state, parts), whole);
  }
});
