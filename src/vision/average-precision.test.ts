import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AnnotatedPicture } from './annotated-picture.ts';
import { evaluateCoco, evaluateVoc } from './average-precision.ts';
import { scaleBox } from './box.ts';
import { boxWithArea } from './testing/any-box.ts';
import { goldenApByClassAndThreshold, goldenPictures, goldenStats } from './testing/golden-coco.ts';

const anyPictures: fc.Arbitrary<readonly AnnotatedPicture[]> = fc.array(
  fc.record({
    name: fc.constant('picture'),
    truths: fc.array(fc.record({ box: boxWithArea, classIndex: fc.integer({ min: 0, max: 2 }) }), { maxLength: 5 }),
    detections: fc.array(
      fc.record({
        box: boxWithArea,
        classIndex: fc.integer({ min: 0, max: 2 }),
        score: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      { maxLength: 5 },
    ),
  }),
  { maxLength: 5 },
);

test('COCO average precision equals pycocotools: means, size groups, every class at every threshold', () => {
  const { mean, classes } = evaluateCoco(goldenPictures);
  for (const key of ['ap', 'ap50', 'ap75', 'apSmall', 'apMedium', 'apLarge'] as const) {
    expect(mean[key]).toBeCloseTo(goldenStats[key], 9);
  }
  expect(classes.map(({ classIndex }) => classIndex)).toEqual([0, 1, 2]);
  classes.forEach(({ apByThreshold }, classIndex) => {
    apByThreshold.forEach((ap, threshold) => {
      expect(ap).toBeCloseTo(goldenApByClassAndThreshold[classIndex]![threshold]!, 9);
    });
  });
});

test('a detector that says exactly what is there is perfect, by every rule', () => {
  fc.assert(
    fc.property(anyPictures, (pictures) => {
      const perfect = pictures.map((picture) => ({
        ...picture,
        detections: picture.truths.map((truth, index) => ({ ...truth, score: 0.9 - index / 100 })),
      }));
      const isEmpty = perfect.every(({ truths }) => truths.length === 0);
      const expected = isEmpty ? null : 1;
      for (const value of [
        evaluateCoco(perfect).mean.ap,
        evaluateVoc(perfect).mean,
        evaluateVoc(perfect, 'voc11').mean,
      ]) {
        if (expected === null) expect(value).toBeNull();
        else expect(value).toBeCloseTo(1, 9);
      }
    }),
  );
});

test('VOC figures do not depend on the unit, nor on anything about scores but their order', () => {
  fc.assert(
    fc.property(anyPictures, (pictures) => {
      const changed = pictures.map((picture) => ({
        ...picture,
        truths: picture.truths.map((truth) => ({ ...truth, box: scaleBox(truth.box, { height: 0.5, width: 4 }) })),
        detections: picture.detections.map((each) => ({
          ...each,
          score: each.score * 8,
          box: scaleBox(each.box, { height: 0.5, width: 4 }),
        })),
      }));
      expect(evaluateVoc(changed).classes.map(({ ap }) => ap)).toEqual(
        evaluateVoc(pictures).classes.map(({ ap }) => ap),
      );
    }),
  );
});

const object = { y1: 0, x1: 0, y2: 10, x2: 10 };
const elsewhere = { y1: 50, x1: 50, y2: 60, x2: 60 };

function onePicture(picture: Partial<AnnotatedPicture>): readonly AnnotatedPicture[] {
  return [{ name: 'picture', truths: [], detections: [], ...picture }];
}

test('VOC: a second detection of an object is wrong, one of a difficult object counts for nothing', () => {
  const twice = onePicture({
    truths: [
      { box: object, classIndex: 0 },
      { box: elsewhere, classIndex: 0 },
    ],
    detections: [0.9, 0.8].map((score) => ({ box: object, classIndex: 0, score })),
  });
  expect(evaluateVoc(twice).classes[0]!.curve).toEqual([
    { score: 0.9, precision: 1, recall: 0.5 },
    { score: 0.8, precision: 0.5, recall: 0.5 },
  ]);
  expect(evaluateVoc(twice).mean).toBe(0.5);
  expect(evaluateVoc(twice, 'voc11').mean).toBeCloseTo(6 / 11, 12);

  const difficult = onePicture({
    truths: [
      { box: object, classIndex: 0, isDifficult: true },
      { box: elsewhere, classIndex: 0 },
    ],
    detections: [
      { box: object, classIndex: 0, score: 0.9 },
      { box: object, classIndex: 0, score: 0.8 },
      { box: elsewhere, classIndex: 0, score: 0.7 },
    ],
  });
  expect(evaluateVoc(difficult).classes[0]).toMatchObject({ ap: 1, truthCount: 1 });
});

test('VOC compares with the object overlapped most even if it is taken; COCO goes on to a free one', () => {
  const beside = { y1: 0, x1: 4, y2: 10, x2: 14 };
  const pictures = onePicture({
    truths: [
      { box: object, classIndex: 0 },
      { box: beside, classIndex: 0 },
    ],
    detections: [
      { box: object, classIndex: 0, score: 0.9 },
      { box: { y1: 0, x1: 1, y2: 10, x2: 11 }, classIndex: 0, score: 0.8 },
    ],
  });
  expect(evaluateVoc(pictures).classes[0]!.curve.map(({ recall }) => recall)).toEqual([0.5, 0.5]);
  expect(evaluateCoco(pictures).classes[0]!.curve.map(({ recall }) => recall)).toEqual([0.5, 1]);
});

test('a class that only the detector believes in has no average precision', () => {
  const pictures = onePicture({
    truths: [{ box: object, classIndex: 0 }],
    detections: [
      { box: object, classIndex: 0, score: 0.5 },
      { box: object, classIndex: 1, score: 0.9 },
    ],
  });
  expect(evaluateCoco(pictures).classes[1]).toMatchObject({ classIndex: 1, ap: null, truthCount: 0, curve: [] });
  expect(evaluateCoco(pictures).mean.ap).toBeCloseTo(1, 12);
  expect(evaluateVoc(pictures).mean).toBe(1);
});

test('no pictures, no figures', () => {
  expect(evaluateCoco([])).toMatchObject({ mean: { ap: null, apSmall: null }, classes: [] });
  expect(evaluateVoc([])).toEqual({ mean: null, classes: [] });
});
