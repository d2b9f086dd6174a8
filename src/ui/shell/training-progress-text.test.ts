import { expect, test } from 'vitest';
import type { TrainingProgress } from '#protocol/training.ts';
import { idleTraining } from '#state/training-store.ts';
import { trainingProgressText } from './training-progress-text.ts';

const progress: TrainingProgress = {
  epoch: 1,
  epochs: 10,
  step: 240,
  steps: 1600,
  batches: [],
  imagesPerSecond: 900,
  millisecondsLeft: 75_000,
  phase: 'training',
};

test('compiling has no share yet, and counts shaders', () => {
  expect(trainingProgressText({ ...idleTraining, phase: 'compiling' }).value).toBeNull();
  expect(trainingProgressText({ ...idleTraining, phase: 'compiling', compiling: { done: 3, total: 12 } })).toEqual({
    value: null,
    text: 'Compiling shaders, 3 of 12',
  });
});

test('measuring kernels follows the compiling, and counts them', () => {
  const compiling = { done: 12, total: 12 };
  expect(
    trainingProgressText({ ...idleTraining, phase: 'compiling', compiling, tuning: { done: 1, total: 9 } }),
  ).toEqual({
    value: null,
    text: 'Measuring kernels, 1 of 9',
  });
});

test('a running run says its share, epoch and time left', () => {
  expect(trainingProgressText({ ...idleTraining, phase: 'running', progress })).toEqual({
    value: 0.15,
    text: '15\u202f% · epoch 2 of 10 · 1\u202fmin 15\u202fs left',
  });
});

test('a paused run promises no time', () => {
  expect(trainingProgressText({ ...idleTraining, phase: 'paused', progress }).text).toMatch(/paused$/);
});
