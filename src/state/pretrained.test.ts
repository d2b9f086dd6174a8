import { expect, test } from 'vitest';
import { StrideError } from '#base/errors.ts';
import type { Classification, OpenedPretrained, PretrainedEngine } from '#protocol/pretrained.ts';
import type { WeightsEngine } from '#protocol/weights.ts';
import {
  choosePicture,
  choosePretrained,
  classifyPicture,
  hearOpening,
  loadPretrained,
  pretrainedJob,
} from './pretrained.ts';
import type { Stride } from './stride.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const opened: OpenedPretrained = {
  network: 'MobileNet_0.25',
  includeTop: true,
  inputSize: 224,
  parameters: 475_544,
  source: 'this computer',
  bytesFetched: 0,
  isHalfPrecision: false,
  milliseconds: { fetch: 1, parse: 2, upload: 3, compile: 4 },
};

function answering(run: number, probability = 0.5): Classification {
  return { top: [{ wnid: 'n1', name: 'cat', probability }], milliseconds: { prepare: 1, run } };
}

function strideWith(calls: Partial<PretrainedEngine>): Stride {
  const weights = refusing<WeightsEngine>({ kept: async () => [] });
  const engine = fakeEngine({
    weights,
    pretrained: refusing<PretrainedEngine>({ open: async () => opened, ...calls }),
  });
  return testStride({ engine });
}

const picture = new Blob(['picture']);

test('what fails is shown, the network that was there stays, and a cancelled one leaves no word', async () => {
  const faults = [
    new StrideError({ code: 'weights-html', message: 'A web page came.', remedy: 'Sign in.' }),
    new StrideError({ code: 'cancelled', message: 'Cancelled.', remedy: 'Start again.' }),
  ];
  let count = 0;
  const stride = strideWith({
    open: async () => {
      const fault = faults[count++ - 1];
      if (fault) throw fault;
      return opened;
    },
  });
  await loadPretrained(stride);
  expect(stride.pretrained.getState()).toMatchObject({ opened, loading: { phase: 'idle' } });
  await loadPretrained(stride);
  expect(stride.pretrained.getState()).toMatchObject({
    opened,
    loading: { phase: 'failed', fault: { message: 'A web page came.', remedy: 'Sign in.' } },
  });
  choosePretrained(stride, { network: 'VGG16' });
  expect(stride.pretrained.getState().loading).toEqual({ phase: 'idle' });
  await loadPretrained(stride);
  expect(stride.pretrained.getState()).toMatchObject({ opened, loading: { phase: 'idle' } });
});

test('the stages of loading are shown as the engine tells them, those of other jobs are not', async () => {
  const stages: unknown[] = [];
  const stride = strideWith({
    open: async () => {
      for (const job of ['another', pretrainedJob]) {
        hearOpening(stride, { type: 'opening', job, stage: 'compile', done: 2, total: 9 });
        stages.push(stride.pretrained.getState().loading);
      }
      return opened;
    },
  });
  await loadPretrained(stride);
  expect(stages).toMatchObject([{ at: { stage: 'fetch' } }, { at: { stage: 'compile', done: 2, total: 9 } }]);
});

test('a question while one is asked is dropped, and the fastest run is kept by network and picture size', async () => {
  const waiting: ((answer: Classification) => void)[] = [];
  const stride = strideWith({ classify: () => new Promise((resolve) => waiting.push(resolve)) });
  expect(await classifyPicture(stride, picture)).toBe(false);
  await loadPretrained(stride);
  const first = classifyPicture(stride, picture);
  expect(await classifyPicture(stride, picture)).toBe(false);
  waiting[0]?.(answering(80));
  expect(await first).toBe(true);
  const second = classifyPicture(stride, picture);
  // The answer before stays on the screen until the next.
  expect(stride.pretrained.getState().answer).toMatchObject({ phase: 'asking', before: answering(80) });
  waiting[1]?.(answering(120, 0.9));
  await second;
  expect(stride.pretrained.getState()).toMatchObject({
    answer: { phase: 'answered', classification: answering(120, 0.9) },
    measured: { 'MobileNet_0.25 224': 80 },
  });
});

test('an answer about a picture that was given up for another is not shown', async () => {
  let answer: (answer: Classification) => void = () => {};
  const stride = strideWith({
    classify: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  });
  await loadPretrained(stride);
  const asked = classifyPicture(stride, picture);
  choosePicture(stride, new Blob(['another']));
  answer(answering(80));
  await asked;
  expect(stride.pretrained.getState().answer).toEqual({ phase: 'none' });
});
