/**
 * The pictures that a detector gets most wrong, and in what way: objects it misses, and detections that are wrong,
 * told apart as by Hoiem et al. 2012 (https://doi.org/10.1007/978-3-642-33712-3_25).
 */
import type { AnnotatedPicture, GroundTruth } from './annotated-picture.ts';
import { COCO_AREA_RANGES, type CocoMatchingOptions, cocoMatcher } from './coco-matching.ts';
import type { Detection } from './detection.ts';
import { iou } from './iou.ts';

export type WrongDetectionReason =
  /** An object of its class that a better detection has found already. */
  | 'duplicate'
  /** An object of its class, but with too little overlap. */
  | 'misplaced'
  /** An object of another class. */
  | 'wrongClass'
  /** No object. */
  | 'background';

export interface WrongDetection {
  /** Index into the picture's detections. */
  readonly detection: number;
  readonly reason: WrongDetectionReason;
}

export interface PictureErrors {
  readonly picture: AnnotatedPicture;
  readonly wrong: readonly WrongDetection[];
  /** Indices into the picture's truths. */
  readonly missed: readonly number[];
}

export interface PictureErrorOptions {
  /** Detections that do not score above this are left out, as on the screen. */
  readonly scoreThreshold: number;
  /** The overlap from which a box counts as in place. */
  readonly iouThreshold: number;
}

/** An overlap of at least this much means that the detector saw the object (Hoiem et al.). */
const NEAR_OVERLAP = 0.1;

/** All pictures, most errors first, those with equally many in the order given. Boxes in any unit. */
export function rankByErrors(
  pictures: readonly AnnotatedPicture[],
  options: PictureErrorOptions,
): readonly PictureErrors[] {
  const countOf = ({ wrong, missed }: PictureErrors) => wrong.length + missed.length;
  return pictures.map((picture) => pictureErrors(picture, options)).sort((a, b) => countOf(b) - countOf(a));
}

/** What is wrong in one picture: objects not found, and detections that match none. Crowds and difficult objects excuse. */
export function pictureErrors(picture: AnnotatedPicture, options: PictureErrorOptions): PictureErrors {
  const { truths, detections } = picture;
  const classes = new Set(detections.map(({ classIndex }) => classIndex));
  const shown = [...classes]
    .flatMap((classIndex) => cocoMatcher(picture, classIndex)(cocoOptions(options)).matches)
    .filter(({ score }) => score > options.scoreThreshold);
  const found = new Set(shown.map(({ truth }) => truth));
  return {
    picture,
    wrong: shown
      .filter(({ verdict }) => verdict === 'falsePositive')
      .flatMap(({ detection }) => {
        const value = detections[detection];
        return value ? [{ detection, reason: reasonOf(value, truths, options.iouThreshold) }] : [];
      }),
    missed: truths.flatMap(({ isCrowd, isDifficult }, index) =>
      isCrowd || isDifficult || found.has(index) ? [] : [index],
    ),
  };
}

function cocoOptions({ iouThreshold }: PictureErrorOptions): CocoMatchingOptions {
  return { iouThreshold, areaRange: COCO_AREA_RANGES.all };
}

function reasonOf(
  { box, classIndex }: Detection,
  truths: readonly GroundTruth[],
  iouThreshold: number,
): WrongDetectionReason {
  const largestOverlap = (isSameClass: boolean) =>
    truths
      .filter((truth) => (truth.classIndex === classIndex) === isSameClass)
      .reduce((largest, truth) => Math.max(largest, iou(box, truth.box)), 0);
  const ownClass = largestOverlap(true);
  if (ownClass >= iouThreshold) return 'duplicate';
  if (ownClass >= NEAR_OVERLAP) return 'misplaced';
  return largestOverlap(false) >= NEAR_OVERLAP ? 'wrongClass' : 'background';
}
