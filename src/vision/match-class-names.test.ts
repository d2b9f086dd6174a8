import { expect, test } from 'vitest';
import { COCO_LABELS } from './coco-labels.ts';
import { matchClassNames } from './match-class-names.ts';

const matched = (...names: readonly string[]) =>
  matchClassNames(names, COCO_LABELS).map((index) => (index === null ? null : COCO_LABELS[index]));

test('all of Pascal VOC is found among the classes of COCO', () => {
  const voc =
    'aeroplane bicycle bird boat bottle bus car cat chair cow diningtable dog horse motorbike person pottedplant sheep sofa train tvmonitor';
  expect(matched(...voc.split(' '))).toEqual([
    'airplane',
    ...'bicycle bird boat bottle bus car cat chair cow'.split(' '),
    'dining table',
    'dog',
    'horse',
    'motorcycle',
    'person',
    'potted plant',
    'sheep',
    'couch',
    'train',
    'tv',
  ]);
});

test('every class of COCO is found under its own name, whatever its case and marks', () => {
  expect(matched(...COCO_LABELS.map((name) => name.toUpperCase().replaceAll(' ', '_')))).toEqual(COCO_LABELS);
});

test('a plural is its singular, several names may mean one class, and what is unknown is said to be', () => {
  expect(matched('dogs', 'man', 'woman', 'Stop-Sign', 'unicorn', '')).toEqual([
    'dog',
    'person',
    'person',
    'stop sign',
    null,
    null,
  ]);
});

test('an equal name goes before an equal meaning', () => {
  expect(matchClassNames(['man', 'person'], ['person', 'man'])).toEqual([1, 0]);
});
