/**
 * Non-maximum suppression as a list of decisions that can be stepped through: the best remaining candidate is kept,
 * and the candidates that overlap it are removed or lose score; then the next best, until none is left.
 *
 * Comparisons are strict, as in `tf.image.non_max_suppression` and torchvision: a candidate takes part while its score
 * is above `scoreThreshold`, and is acted on where its overlap is above `iouThreshold`. Of equal scores the earlier
 * candidate goes first.
 *
 * Sources: Soft-NMS, Bodla et al. 2017, https://arxiv.org/abs/1704.04503; DIoU-NMS, Zheng et al. 2020,
 * https://arxiv.org/abs/1911.08287.
 */
import type { Detection } from './detection.ts';
import { diou, iou } from './iou.ts';

export type SuppressionMethod =
  /** Removes what overlaps a kept box by more than `iouThreshold` (0..1). */
  | { readonly type: 'hard'; readonly iouThreshold: number }
  /** As hard, measured by DIoU, so that boxes with distant centres survive. Wants boxes in pixels: see `iou.ts`. */
  | { readonly type: 'diou'; readonly iouThreshold: number }
  /** Multiplies the score of what overlaps by more than `iouThreshold` by 1 - IoU. */
  | { readonly type: 'softLinear'; readonly iouThreshold: number }
  /**
   * Multiplies the score of whatever overlaps by exp(-IoU² / (2 sigma)). This is TensorFlow's `soft_nms_sigma`; the
   * paper writes exp(-IoU² / sigma), so its sigma is twice this one.
   */
  | { readonly type: 'softGaussian'; readonly sigma: number };

export interface SuppressionOptions {
  readonly method: SuppressionMethod;
  /** Candidates at or below this score, at first or after decay, are out. */
  readonly scoreThreshold: number;
  /** How many boxes to keep at most, over all classes. */
  readonly topK: number;
  /** Whether a box acts on boxes of its own class only (class-wise, "batched") or on all (class-agnostic). */
  readonly isClasswise: boolean;
}

/** What keeping one box did to another candidate. */
export interface SuppressionEffect {
  /** Index of the candidate acted on. */
  readonly index: number;
  /** Its IoU, or DIoU by that method, with the kept box. */
  readonly overlap: number;
  readonly scoreBefore: number;
  /** 0 where the candidate was removed outright. */
  readonly scoreAfter: number;
  /** Whether the candidate is out from here on: removed, or decayed to the score threshold. */
  readonly isSuppressed: boolean;
}

export interface SuppressionDecision {
  /** Index of the candidate kept by this decision. */
  readonly kept: number;
  /** The score it had by then: its own, or what Soft-NMS left of it. */
  readonly score: number;
  /** The candidates that it removed or whose score it lowered, by falling overlap. */
  readonly effects: readonly SuppressionEffect[];
}

export interface Suppression {
  readonly decisions: readonly SuppressionDecision[];
  /** Candidates that the score threshold ruled out before the first decision, in the order given. */
  readonly belowThreshold: readonly number[];
  /** Candidates that nothing removed but that `topK` left no room for, by falling score. */
  readonly beyondTopK: readonly number[];
}

/**
 * Decides which candidates to keep, by falling score. Indices refer to `candidates`. A candidate whose score is NaN is
 * ruled out by the score threshold; one whose box is not valid overlaps nothing.
 */
export function suppress(
  candidates: readonly Detection[],
  { method, scoreThreshold, topK, isClasswise }: SuppressionOptions,
): Suppression {
  const belowThreshold: number[] = [];
  let remaining: { index: number; score: number; detection: Detection }[] = [];
  candidates.forEach((detection, index) => {
    if (detection.score > scoreThreshold) remaining.push({ index, score: detection.score, detection });
    else belowThreshold.push(index);
  });
  const byScore = (a: (typeof remaining)[number], b: (typeof remaining)[number]) =>
    b.score - a.score || a.index - b.index;
  remaining.sort(byScore);

  const decisions: SuppressionDecision[] = [];
  while (decisions.length < topK) {
    const best = remaining.shift();
    if (!best) break;
    const effects: SuppressionEffect[] = [];
    const survivors: typeof remaining = [];
    for (const other of remaining) {
      const isRival = !isClasswise || other.detection.classIndex === best.detection.classIndex;
      const overlap = isRival ? overlapBy(method, best.detection, other.detection) : 0;
      const share = isRival ? remainingShare(method, overlap) : 1;
      if (share === 1) {
        survivors.push(other);
      } else {
        const scoreAfter = other.score * share;
        const isSuppressed = share === 0 || scoreAfter <= scoreThreshold;
        if (!isSuppressed) survivors.push({ ...other, score: scoreAfter });
        effects.push({ index: other.index, overlap, scoreBefore: other.score, scoreAfter, isSuppressed });
      }
    }
    remaining = survivors.sort(byScore);
    effects.sort((a, b) => b.overlap - a.overlap || a.index - b.index);
    decisions.push({ kept: best.index, score: best.score, effects });
  }
  return { decisions, belowThreshold, beyondTopK: remaining.map(({ index }) => index) };
}

/** The detections that suppression keeps, by falling score, with the scores it leaves them. */
export function nonMaxSuppression(candidates: readonly Detection[], options: SuppressionOptions): readonly Detection[] {
  return suppress(candidates, options).decisions.flatMap(({ kept, score }) => {
    const detection = candidates[kept];
    return detection ? [{ ...detection, score }] : [];
  });
}

function overlapBy(method: SuppressionMethod, a: Detection, b: Detection): number {
  return method.type === 'diou' ? diou(a.box, b.box) : iou(a.box, b.box);
}

/** The factor that an overlap with a kept box leaves of a candidate's score, 0..1. */
function remainingShare(method: SuppressionMethod, overlap: number): number {
  switch (method.type) {
    case 'hard':
    case 'diou':
      return overlap > method.iouThreshold ? 0 : 1;
    case 'softLinear':
      return overlap > method.iouThreshold ? 1 - overlap : 1;
    case 'softGaussian':
      return Math.exp((-0.5 * overlap ** 2) / method.sigma);
  }
}
