/**
 * Which detections are right by COCO's rules (`pycocotools`, https://cocodataset.org/#detection-eval): by falling
 * score, each detection takes the free object it overlaps most, if by at least the threshold. A crowd may be taken any
 * number of times; what takes a crowd, or an object outside the size group, is ignored, and so is a detection outside
 * the size group that takes nothing.
 */
import type { AnnotatedPicture, GroundTruth } from './annotated-picture.ts';
import { areaOf, type Box } from './box.ts';
import {
  type DetectionMatch,
  detectionsOfClass,
  type Indexed,
  type PictureMatches,
  truthsOfClass,
} from './detection-match.ts';
import { intersectionBox, iou } from './iou.ts';

/** A group of sizes in square pixels, bounds included. */
export interface AreaRange {
  readonly smallest: number;
  readonly largest: number;
}

/** COCO's size groups; an area on a bound belongs to both. */
export const COCO_AREA_RANGES = {
  all: { smallest: 0, largest: 1e10 },
  small: { smallest: 0, largest: 32 ** 2 },
  medium: { smallest: 32 ** 2, largest: 96 ** 2 },
  large: { smallest: 96 ** 2, largest: 1e10 },
} satisfies Record<string, AreaRange>;

export interface CocoMatchingOptions {
  /** An overlap of exactly this much suffices, 0..1. */
  readonly iouThreshold: number;
  readonly areaRange: AreaRange;
}

/** How many detections of a class in a picture count, the best first. */
const MAX_DETECTIONS = 100;

/**
 * Prepares one class of one picture, so that its overlaps are computed once for all thresholds and size groups.
 * The boxes are in pixels.
 */
export function cocoMatcher(
  picture: AnnotatedPicture,
  classIndex: number,
): (options: CocoMatchingOptions) => PictureMatches {
  const truths = truthsOfClass(picture, classIndex);
  const detections = detectionsOfClass(picture, classIndex).slice(0, MAX_DETECTIONS);
  const overlaps = detections.map(({ value: { box } }) => truths.map(({ value }) => overlapWith(box, value)));

  return ({ iouThreshold, areaRange }) => {
    const isIgnored = truths.map(
      ({ value }) => value.isCrowd === true || !isWithin(value.area ?? areaOf(value.box), areaRange),
    );
    const taken = new Set<number>();
    const matches = detections.map(({ index, value }, row): DetectionMatch => {
      const found = bestTruth(overlaps[row] ?? [], iouThreshold, truths, isIgnored, taken);
      if (found !== null) taken.add(found);
      const ignores = found === null ? !isWithin(areaOf(value.box), areaRange) : isIgnored[found] === true;
      return {
        detection: index,
        score: value.score,
        truth: found === null ? null : (truths[found]?.index ?? null),
        verdict: ignores ? 'ignored' : found === null ? 'falsePositive' : 'truePositive',
      };
    });
    const counted = truths.flatMap(({ index }, place) => (isIgnored[place] ? [] : [{ index, place }]));
    return {
      matches,
      truthCount: counted.length,
      missed: counted.flatMap(({ index, place }) => (taken.has(place) ? [] : [index])),
    };
  };
}

/**
 * The place of the object to take: of those that count, the one overlapped most, the last of equals; only where there
 * is none, the same of those to ignore.
 */
function bestTruth(
  overlaps: readonly number[],
  iouThreshold: number,
  truths: readonly Indexed<GroundTruth>[],
  isIgnored: readonly boolean[],
  taken: ReadonlySet<number>,
): number | null {
  let best: { place: number; overlap: number; isIgnored: boolean } | null = null;
  for (const [place, overlap] of overlaps.entries()) {
    const isFree = !taken.has(place) || truths[place]?.value.isCrowd === true;
    if (!isFree || overlap < iouThreshold) continue;
    const candidate = { place, overlap, isIgnored: isIgnored[place] === true };
    const isBetter = !best || (best.isIgnored === candidate.isIgnored ? overlap >= best.overlap : best.isIgnored);
    if (isBetter) best = candidate;
  }
  return best?.place ?? null;
}

/** IoU; with a crowd the share of the detection that lies in it, since a detection means one of its many objects. */
function overlapWith(box: Box, truth: GroundTruth): number {
  if (!truth.isCrowd) return iou(box, truth.box);
  const common = intersectionBox(box, truth.box);
  return common ? areaOf(common) / areaOf(box) : 0;
}

function isWithin(area: number, { smallest, largest }: AreaRange): boolean {
  return area >= smallest && area <= largest;
}
