/**
 * How much two boxes have in common, and how far apart they are where they have nothing in common.
 *
 * - IoU: area of the intersection over area of the union, 0..1.
 * - GIoU: IoU minus the share of the enclosing box that belongs to neither, above -1 to 1
 *   (Rezatofighi et al. 2019, https://arxiv.org/abs/1902.09630).
 * - DIoU: IoU minus the squared distance of the centres over the squared diagonal of the enclosing box, and CIoU, which
 *   also subtracts a penalty for unlike aspect ratios (Zheng et al. 2020, https://arxiv.org/abs/1911.08287).
 *
 * IoU and GIoU are the same in pixels and normalised. DIoU and CIoU measure distances and angles: for a picture that is
 * not square they differ between the two, so give pixels where they are to mean what the papers say.
 * A box without area has IoU 0 with every box, itself included.
 */
import { areaOf, type Box } from './box.ts';

/** Every number that the four formulas are made of, so that a screen can fill them in. */
export interface BoxOverlap {
  /** The common part, or null where the boxes share no area. */
  readonly intersection: Box | null;
  readonly intersectionArea: number;
  readonly areas: readonly [first: number, second: number];
  readonly unionArea: number;
  /** The smallest box that holds both. */
  readonly enclosing: Box;
  readonly enclosingArea: number;
  readonly squaredCenterDistance: number;
  /** Of the enclosing box. */
  readonly squaredDiagonal: number;
  /** CIoU's v, 0..1: how unlike the aspect ratios are. */
  readonly aspectTerm: number;
  /** CIoU's alpha, 0..1: the weight of v, which grows as the boxes come to overlap. */
  readonly aspectWeight: number;
  readonly iou: number;
  readonly giou: number;
  readonly diou: number;
  readonly ciou: number;
}

/** Intersection over union of two boxes of one unit, 0..1. */
export function iou(a: Box, b: Box): number {
  const height = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  const width = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  if (!(height > 0 && width > 0)) return 0;
  const intersection = height * width;
  return ratio(intersection, areaOf(a) + areaOf(b) - intersection);
}

/** IoU minus the normalised squared distance of the centres: above -1 to 1. */
export function diou(a: Box, b: Box): number {
  return iou(a, b) - ratio(squaredCenterDistance(a, b), squaredDiagonal(enclosingBox(a, b)));
}

/** All overlap measures of two boxes of one unit, with every number in between. */
export function overlapOf(a: Box, b: Box): BoxOverlap {
  const intersection = intersectionBox(a, b);
  const intersectionArea = intersection ? areaOf(intersection) : 0;
  const areas = [areaOf(a), areaOf(b)] as const;
  const unionArea = areas[0] + areas[1] - intersectionArea;
  const enclosing = enclosingBox(a, b);
  const enclosingArea = areaOf(enclosing);
  const distance = squaredCenterDistance(a, b);
  const diagonal = squaredDiagonal(enclosing);
  const overlap = ratio(intersectionArea, unionArea);
  const byDistance = overlap - ratio(distance, diagonal);
  const aspectTerm = (4 / Math.PI ** 2) * (aspectAngle(a) - aspectAngle(b)) ** 2;
  const aspectWeight = ratio(aspectTerm, 1 - overlap + aspectTerm);
  return {
    intersection,
    intersectionArea,
    areas,
    unionArea,
    enclosing,
    enclosingArea,
    squaredCenterDistance: distance,
    squaredDiagonal: diagonal,
    aspectTerm,
    aspectWeight,
    iou: overlap,
    giou: overlap - ratio(enclosingArea - unionArea, enclosingArea),
    diou: byDistance,
    ciou: byDistance - aspectWeight * aspectTerm,
  };
}

/** IoU of every box with every other, `[rows.length, columns.length]` in row-major order. */
export function iouMatrix(rows: readonly Box[], columns: readonly Box[] = rows): Float64Array {
  const matrix = new Float64Array(rows.length * columns.length);
  rows.forEach((row, rowIndex) => {
    columns.forEach((column, columnIndex) => {
      matrix[rowIndex * columns.length + columnIndex] = iou(row, column);
    });
  });
  return matrix;
}

/** The common part of two boxes, or null where they share no area. */
export function intersectionBox(a: Box, b: Box): Box | null {
  const common = {
    y1: Math.max(a.y1, b.y1),
    x1: Math.max(a.x1, b.x1),
    y2: Math.min(a.y2, b.y2),
    x2: Math.min(a.x2, b.x2),
  };
  return areaOf(common) > 0 ? common : null;
}

/** The smallest box that holds both. */
export function enclosingBox(a: Box, b: Box): Box {
  return {
    y1: Math.min(a.y1, b.y1),
    x1: Math.min(a.x1, b.x1),
    y2: Math.max(a.y2, b.y2),
    x2: Math.max(a.x2, b.x2),
  };
}

function squaredCenterDistance(a: Box, b: Box): number {
  return ((a.y1 + a.y2 - b.y1 - b.y2) / 2) ** 2 + ((a.x1 + a.x2 - b.x1 - b.x2) / 2) ** 2;
}

function squaredDiagonal({ y1, x1, y2, x2 }: Box): number {
  return (y2 - y1) ** 2 + (x2 - x1) ** 2;
}

function aspectAngle({ y1, x1, y2, x2 }: Box): number {
  return Math.atan2(x2 - x1, y2 - y1);
}

/** A quotient that is 0 where there is nothing to divide by: boxes without area, two points in one place. */
function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
