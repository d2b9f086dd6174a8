import { expect, test } from 'vitest';
import type { LabelledSet } from '#formats/annotations/annotation.ts';
import type { DetectionEngine, DetectorInfo } from '#protocol/detection.ts';
import type { PictureSet, QualityEngine, QualityReport, QualityRequest } from '#protocol/quality.ts';
import { openPictures } from './quality.ts';
import { classMatches, measuredPictures } from './quality-classes.ts';
import {
  addBox,
  addClassName,
  changeBox,
  deleteBox,
  redoLabels,
  startFromDetections,
  startFromFiles,
  undoLabels,
} from './quality-labels.ts';
import {
  evaluateQuality,
  forgetMeasured,
  matchClass,
  measureQuality,
  setErrorOptions,
  setVocRule,
  stopMeasuring,
} from './quality-run.ts';
import { fakeEngine, refusing } from './testing/fake-engine.ts';
import { testStride } from './testing/test-stride.ts';

const info: DetectorInfo = {
  id: 'some',
  name: 'Some',
  origin: 'embedded',
  runtime: 'tfjs',
  bytes: null,
  inputSize: { height: 8, width: 8 },
  fit: 'stretch',
  classNames: ['cat', 'dog'],
  licence: 'MIT',
  homepage: null,
  scoreThreshold: 0.4,
};
const box = { y1: 1, x1: 2, y2: 30, x2: 40 };
const size = { height: 100, width: 100 };
const labels: LabelledSet = {
  classNames: ['unicorn', 'Dog'],
  pictures: [
    { path: 'a.png', size, truths: [{ box, classIndex: 1 }], isAnnotated: true },
    { path: 'b.png', size, truths: [], isAnnotated: false },
    { path: 'c.png', size, truths: [{ box, classIndex: 0, area: 7 }], isAnnotated: true },
  ],
};
const set: PictureSet = { id: 'set', name: 'Pets', format: 'coco', labels, drawn: null, notes: [] };
const report = { coco: {}, voc: {}, faults: [] } as unknown as QualityReport;

async function openStride(parts: Partial<QualityEngine> = {}) {
  const saved: LabelledSet[] = [];
  const asked: QualityRequest[] = [];
  const stride = testStride({
    engine: fakeEngine({
      detection: refusing<DetectionEngine>({ load: async () => info, setOptions: async () => null }),
      quality: refusing<QualityEngine>({
        open: async () => ({ ...set }),
        detect: async () => [{ box, classIndex: 1, score: 0.9 }],
        evaluate: async (request) => {
          asked.push(request);
          return report;
        },
        save: async (_, drawn) => void saved.push(drawn),
        ...parts,
      }),
    }),
  });
  await openPictures(stride, [], 'Pets');
  return { stride, saved, asked, state: stride.quality.getState };
}

test('annotated pictures are looked at, and the figures are of classes that both sides know', async () => {
  const looked: number[] = [];
  const { stride, asked, state } = await openStride({
    detect: async (_, picture) => {
      looked.push(picture);
      return [
        { box, classIndex: 1, score: 0.9 },
        { box, classIndex: 0, score: 0.8 },
      ];
    },
  });
  await measureQuality(stride);
  expect(looked).toEqual([0, 2]);
  expect(state()).toMatchObject({
    measuring: { phase: 'idle' },
    measuredBy: { id: 'some' },
    evaluated: { report, places: [0, 2] },
  });
  expect(asked.at(-1)?.pictures).toMatchObject([
    { name: 'a.png', truths: [{ classIndex: 1 }], detections: [{ classIndex: 1 }] },
    { name: 'c.png', truths: [], detections: [{ classIndex: 1 }] },
  ]);
  await matchClass(stride, 'unicorn', 0);
  expect(asked.at(-1)?.pictures[1]).toMatchObject({
    truths: [{ classIndex: 0 }],
    detections: [{ classIndex: 1 }, { classIndex: 0 }],
  });
  await measureQuality(stride);
  expect(looked).toEqual([0, 2]);
});

test('another rule or threshold computes its own part anew, and no more', async () => {
  const voc = { mean: 0.5, classes: [] };
  const { stride, asked, state } = await openStride({
    evaluateVoc: async () => voc,
    findFaults: async ({ errors }) => [{ picture: Math.round(errors.scoreThreshold * 10), wrong: [], missed: [] }],
  });
  await setVocRule(stride, 'voc11');
  expect(state().evaluated).toBeNull();
  await measureQuality(stride);
  await setVocRule(stride, 'allPoints');
  await Promise.all([0.9, 0.5].map((scoreThreshold) => setErrorOptions(stride, { scoreThreshold, iouThreshold: 0.5 })));
  expect(state().evaluated?.report).toMatchObject({ coco: {}, voc, faults: [{ picture: 5 }] });
  expect(asked).toHaveLength(1);
});

test('Stop keeps what was found, and measuring goes on from there', async () => {
  const looked: number[] = [];
  const { stride, state } = await openStride({
    detect: async (_, picture) => {
      looked.push(picture);
      if (looked.length === 1) stopMeasuring(stride);
      return [];
    },
  });
  await measureQuality(stride);
  expect([...state().detections.keys()]).toEqual([0]);
  expect(state().evaluated?.places).toEqual([0]);
  await measureQuality(stride);
  expect(looked).toEqual([0, 2]);
  forgetMeasured(stride);
  await measureQuality(stride);
  expect(looked).toEqual([0, 2, 0, 2]);
});

test('a lost graphics card is tried again, a damaged picture is left out and named, anything else ends it', async () => {
  const answers = ['device-lost', 'picture-unreadable', 'no-detector'];
  const { stride, state } = await openStride({
    detect: async () => {
      const code = answers.shift();
      if (code) throw { code, message: `It was ${code}.`, remedy: 'Wait.' };
      return [];
    },
  });
  await measureQuality(stride);
  expect(state().unreadable).toEqual([{ picture: 0, reason: 'It was picture-unreadable.' }]);
  expect(state().fault?.code).toBe('no-detector');
  await measureQuality(stride);
  expect(state()).toMatchObject({ fault: null, evaluated: { places: [2] } });
});

test('a set that was closed meanwhile gets no detections of the one before', async () => {
  const { stride, state } = await openStride({
    detect: async () => {
      await openPictures(stride, [], 'Others');
      return [];
    },
  });
  await measureQuality(stride);
  expect(state().detections.size).toBe(0);
});

test('edits are steps that can be taken back, and are kept at once', async () => {
  const { stride, saved, state } = await openStride();
  const boxes = (picture: number) => state().labels?.pictures[picture]?.truths;
  expect(addBox(stride, 1, box, 1)).toBe(0);
  expect(state().labels?.pictures[1]?.isAnnotated).toBe(true);
  changeBox(stride, 2, 0, { ...box, x2: 50 }, 'Resize box');
  expect(boxes(2)).toEqual([{ box: { ...box, x2: 50 }, classIndex: 0 }]);
  deleteBox(stride, 2, 0);
  expect(state().past.map(({ label }) => label)).toEqual(['Draw box', 'Resize box', 'Delete box']);
  expect([undoLabels(stride), undoLabels(stride), undoLabels(stride), undoLabels(stride)]).toEqual([2, 2, 1, null]);
  expect(state().labels).toBe(labels);
  expect([redoLabels(stride), boxes(1)?.length]).toEqual([1, 1]);
  await expect.poll(() => saved.at(-1)).toBe(state().labels);
  expect(state().saving).toBe('saved');
});

test('steps by the arrow keys that follow each other at once are one step', async () => {
  const { stride, state } = await openStride();
  for (const x1 of [3, 4, 5]) changeBox(stride, 0, 0, { ...box, x1 }, 'Move box');
  changeBox(stride, 2, 0, box, 'Move box');
  expect(state().past).toHaveLength(2);
  undoLabels(stride);
  undoLabels(stride);
  expect(state().labels).toBe(labels);
});

test('what cannot be kept is said', async () => {
  const fault = { code: 'storage-full', message: 'Full.', remedy: 'Make room.' };
  const { stride, state } = await openStride({ save: () => Promise.reject(fault) });
  addBox(stride, 1, box, 0);
  await expect.poll(() => state().saving).toEqual(fault);
});

test('a picture can start from the files, or from what the detector finds, in the names of the set', async () => {
  const { stride, state } = await openStride({
    detect: async () => [
      { box, classIndex: 1, score: 0.9 },
      { box, classIndex: 0, score: 0.8 },
    ],
  });
  await startFromDetections(stride, 2);
  expect(state().labels).toMatchObject({
    classNames: ['unicorn', 'Dog', 'cat'],
    pictures: { 2: { truths: [{ classIndex: 1 }, { classIndex: 2 }] } },
  });
  startFromFiles(stride, 2);
  expect(state().labels?.pictures[2]).toBe(labels.pictures[2]);
  expect(addClassName(stride, 0, ' cat ')).toBe(2);
  expect(addClassName(stride, 0, ' ')).toBeNull();
});

test('a set that cannot be opened says why', async () => {
  const fault = { code: 'no-pictures', message: 'None.', remedy: 'Choose others.' };
  const { stride, state } = await openStride({ open: () => Promise.reject(fault) });
  await evaluateQuality(stride);
  expect(state()).toMatchObject({ open: { phase: 'failed', fault }, labels: null });
});

test('matches by hand go before those by name', () => {
  expect(classMatches(['Dog', 'x', 'cat'], ['cat', 'dog'], { x: 0, cat: null })).toEqual([1, 0, null]);
  expect(measuredPictures(labels, new Map(), [0, 1])).toEqual({ pictures: [], places: [] });
});
