/**
 * The quality of a detector on annotated pictures: average precision of each class and its mean over the classes, by
 * COCO's rules (https://cocodataset.org/#detection-eval, equal to `pycocotools`) and by Pascal VOC's.
 * A class without objects has no average precision, and takes no part in the mean.
 */
import { sum } from '#base/math.ts';
import type { AnnotatedPicture } from './annotated-picture.ts';
import { COCO_AREA_RANGES, cocoMatcher } from './coco-matching.ts';
import type { PictureMatches } from './detection-match.ts';
import { averagePrecision, type PrecisionRecallPoint, precisionRecallCurve } from './precision-recall.ts';
import { matchByVoc } from './voc-matching.ts';

/** COCO's ten: an average precision that rewards boxes for fitting well. */
export const COCO_IOU_THRESHOLDS: readonly number[] = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

/** All values 0..1; null where there was no object to find. */
export interface CocoAveragePrecision {
  /** Mean over the ten thresholds: COCO's main figure. */
  readonly ap: number | null;
  /** At IoU 0.5 and 0.75 alone. */
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Mean over the ten thresholds, of objects below 32², between, and above 96² pixels. */
  readonly apSmall: number | null;
  readonly apMedium: number | null;
  readonly apLarge: number | null;
}

export interface CocoClassEvaluation extends CocoAveragePrecision {
  readonly classIndex: number;
  /** Objects to find, crowds not counted. */
  readonly truthCount: number;
  /** At each of the ten thresholds; null where there was no object to find. */
  readonly apByThreshold: readonly (number | null)[];
  /** The precision-recall curve at IoU 0.5. */
  readonly curve: readonly PrecisionRecallPoint[];
}

export interface CocoEvaluation {
  /** Means over the classes that have objects; `ap` is mAP. */
  readonly mean: CocoAveragePrecision;
  /** The classes that occur, by index. */
  readonly classes: readonly CocoClassEvaluation[];
}

export interface VocClassEvaluation {
  readonly classIndex: number;
  readonly ap: number | null;
  readonly truthCount: number;
  readonly curve: readonly PrecisionRecallPoint[];
}

export interface VocEvaluation {
  /** mAP, 0..1. */
  readonly mean: number | null;
  readonly classes: readonly VocClassEvaluation[];
}

/** Average precision by COCO's rules. Boxes are in pixels, since the size groups are. */
export function evaluateCoco(pictures: readonly AnnotatedPicture[]): CocoEvaluation {
  const classes = byClass(pictures).map(([classIndex, own]) => evaluateCocoClass(own, classIndex));
  const meanOf = (key: keyof CocoAveragePrecision) => mean(classes.map((each) => each[key]));
  return {
    mean: {
      ap: meanOf('ap'),
      ap50: meanOf('ap50'),
      ap75: meanOf('ap75'),
      apSmall: meanOf('apSmall'),
      apMedium: meanOf('apMedium'),
      apLarge: meanOf('apLarge'),
    },
    classes,
  };
}

/** Average precision by Pascal VOC's rules, by 11 points (until 2009) or all (since). Boxes in any unit. */
export function evaluateVoc(
  pictures: readonly AnnotatedPicture[],
  rule: 'voc11' | 'allPoints' = 'allPoints',
  iouThreshold = 0.5,
): VocEvaluation {
  const classes = byClass(pictures).map(([classIndex, own]) => {
    const matches = own.map((picture) => matchByVoc(picture, classIndex, iouThreshold));
    const truthCount = countTruths(matches);
    const curve = precisionRecallCurve(matches);
    return { classIndex, truthCount, curve, ap: truthCount === 0 ? null : averagePrecision(curve, rule) };
  });
  return { mean: mean(classes.map(({ ap }) => ap)), classes };
}

function evaluateCocoClass(pictures: readonly AnnotatedPicture[], classIndex: number): CocoClassEvaluation {
  const matchers = pictures.map((picture) => cocoMatcher(picture, classIndex));
  const matchesAt = (iouThreshold: number, group: keyof typeof COCO_AREA_RANGES) =>
    matchers.map((match) => match({ iouThreshold, areaRange: COCO_AREA_RANGES[group] }));
  const apAt = (iouThreshold: number, group: keyof typeof COCO_AREA_RANGES) => {
    const matches = matchesAt(iouThreshold, group);
    return countTruths(matches) === 0 ? null : averagePrecision(precisionRecallCurve(matches), 'coco101');
  };
  const apOf = (group: keyof typeof COCO_AREA_RANGES) =>
    mean(COCO_IOU_THRESHOLDS.map((threshold) => apAt(threshold, group)));

  const apByThreshold = COCO_IOU_THRESHOLDS.map((threshold) => apAt(threshold, 'all'));
  const loose = matchesAt(0.5, 'all');
  return {
    classIndex,
    truthCount: countTruths(loose),
    curve: precisionRecallCurve(loose),
    apByThreshold,
    ap: mean(apByThreshold),
    ap50: apAt(0.5, 'all'),
    ap75: apAt(0.75, 'all'),
    apSmall: apOf('small'),
    apMedium: apOf('medium'),
    apLarge: apOf('large'),
  };
}

/** The classes that occur, by index, each with the pictures that it occurs in: the others have no say in its figures. */
function byClass(
  pictures: readonly AnnotatedPicture[],
): readonly (readonly [classIndex: number, pictures: readonly AnnotatedPicture[]])[] {
  const found = new Map<number, AnnotatedPicture[]>();
  for (const picture of pictures) {
    const all = [...picture.truths, ...picture.detections];
    for (const classIndex of new Set(all.map((each) => each.classIndex))) {
      const own = found.get(classIndex);
      if (own) own.push(picture);
      else found.set(classIndex, [picture]);
    }
  }
  return [...found].sort(([a], [b]) => a - b);
}

function countTruths(matches: readonly PictureMatches[]): number {
  return sum(matches.map(({ truthCount }) => truthCount));
}

/** The mean of the values that are there; null where there are none. */
function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : sum(known) / known.length;
}
