/**
 * Precision and recall of a class as the score threshold falls, and the average precision of that curve by three rules.
 * All of them first raise each precision to the best one at the same or a higher recall, so that the curve only falls.
 */
import type { PictureMatches } from './detection-match.ts';

/** Precision and recall of all detections that score at least `score`. */
export interface PrecisionRecallPoint {
  readonly score: number;
  /** The share of the detections that are right, 0..1. */
  readonly precision: number;
  /** The share of the objects that are found, 0..1. */
  readonly recall: number;
}

/**
 * - `coco101`: the mean precision at recalls 0, 0.01, … 1;
 * - `voc11`: the mean precision at recalls 0, 0.1, … 1, VOC's until 2009;
 * - `allPoints`: the area under the curve, VOC's since 2010.
 */
export type AveragePrecisionRule = 'coco101' | 'voc11' | 'allPoints';

/**
 * The curve of one class over all pictures, one point a detection, by falling score; of equal scores the earlier
 * picture first. Empty where nothing was there to be found, since recall then means nothing.
 */
export function precisionRecallCurve(pictures: readonly PictureMatches[]): readonly PrecisionRecallPoint[] {
  const truthCount = pictures.reduce((total, picture) => total + picture.truthCount, 0);
  if (truthCount === 0) return [];
  const judged = pictures
    .flatMap(({ matches }) => matches)
    .filter(({ verdict }) => verdict !== 'ignored')
    .sort((a, b) => b.score - a.score);
  let right = 0;
  return judged.map(({ score, verdict }, index) => {
    if (verdict === 'truePositive') right++;
    return { score, precision: right / (index + 1), recall: right / truthCount };
  });
}

/** For each point the best precision at its recall or a higher one. */
export function precisionEnvelope(curve: readonly PrecisionRecallPoint[]): readonly number[] {
  const envelope = curve.map(({ precision }) => precision);
  for (let index = envelope.length - 2; index >= 0; index--) {
    envelope[index] = Math.max(envelope[index] ?? 0, envelope[index + 1] ?? 0);
  }
  return envelope;
}

/** The average precision, 0..1, of a curve by falling score; 0 for an empty one. */
export function averagePrecision(curve: readonly PrecisionRecallPoint[], rule: AveragePrecisionRule): number {
  const envelope = precisionEnvelope(curve);
  if (rule === 'allPoints') {
    return curve.reduce((area, { recall }, index) => {
      const before = curve[index - 1]?.recall ?? 0;
      return area + (recall - before) * (envelope[index] ?? 0);
    }, 0);
  }
  const steps = rule === 'coco101' ? 100 : 10;
  let total = 0;
  let point = 0;
  for (let step = 0; step <= steps; step++) {
    // Times the step, not over their number: pycocotools and the VOC tools compare with these very numbers.
    const wanted = step * (1 / steps);
    while (point < curve.length && (curve[point]?.recall ?? 0) < wanted) point++;
    total += envelope[point] ?? 0;
  }
  return total / (steps + 1);
}
