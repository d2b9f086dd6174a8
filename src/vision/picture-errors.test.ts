import { expect, test } from 'vitest';
import type { AnnotatedPicture } from './annotated-picture.ts';
import { pictureErrors, rankByErrors } from './picture-errors.ts';

const options = { scoreThreshold: 0.3, iouThreshold: 0.5 };
const [dog, cat] = [0, 1];
const object = { y1: 0, x1: 0, y2: 10, x2: 10 };
const elsewhere = { y1: 50, x1: 50, y2: 60, x2: 60 };
const nearby = { y1: 0, x1: 6, y2: 10, x2: 16 };

function picture(changes: Partial<AnnotatedPicture>): AnnotatedPicture {
  return { name: 'picture', truths: [{ box: object, classIndex: dog }], detections: [], ...changes };
}

test('each wrong detection is told apart', () => {
  const { wrong, missed } = pictureErrors(
    picture({
      detections: [
        { box: object, classIndex: dog, score: 0.9 },
        { box: object, classIndex: dog, score: 0.8 },
        { box: nearby, classIndex: dog, score: 0.7 },
        { box: object, classIndex: cat, score: 0.6 },
        { box: elsewhere, classIndex: cat, score: 0.5 },
        { box: elsewhere, classIndex: dog, score: 0.3 },
      ],
    }),
    options,
  );
  expect(wrong).toEqual([
    { detection: 1, reason: 'duplicate' },
    { detection: 2, reason: 'misplaced' },
    { detection: 3, reason: 'wrongClass' },
    { detection: 4, reason: 'background' },
  ]);
  expect(missed).toEqual([]);
});

test('an object found only below the score threshold is missed; crowds and difficult ones need not be found', () => {
  const { wrong, missed } = pictureErrors(
    picture({
      truths: [
        { box: object, classIndex: dog },
        { box: elsewhere, classIndex: cat },
        { box: elsewhere, classIndex: cat, isCrowd: true },
        { box: nearby, classIndex: dog, isDifficult: true },
      ],
      detections: [{ box: object, classIndex: dog, score: 0.2 }],
    }),
    options,
  );
  expect(wrong).toEqual([]);
  expect(missed).toEqual([0, 1]);
});

test('pictures are ranked by their errors, ties as given', () => {
  const right = picture({ name: 'right', detections: [{ box: object, classIndex: dog, score: 0.9 }] });
  const blind = picture({ name: 'blind' });
  const alsoBlind = picture({ name: 'also blind' });
  const confused = picture({ name: 'confused', detections: [{ box: object, classIndex: cat, score: 0.9 }] });
  const ranked = rankByErrors([right, blind, alsoBlind, confused], options);
  expect(ranked.map((each) => each.picture.name)).toEqual(['confused', 'blind', 'also blind', 'right']);
});
