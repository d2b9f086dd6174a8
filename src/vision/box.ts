/**
 * The one representation of a box in Stride: its two corners, rows before columns as in `tf.image`.
 *
 * Edges are continuous lines, not pixel indices: a box over the first pixel alone is 0, 0, 1, 1, and a width is
 * `x2 - x1` with nothing added. The unit is the caller's, pixels or normalised to 0..1 of the picture, but all boxes of
 * one computation share it. Other layouts (COCO, YOLO, centre and size) exist at the borders only: `box-formats.ts`.
 */
import { clamp } from '#base/math.ts';

export interface Box {
  /** Top edge. */
  readonly y1: number;
  /** Left edge. */
  readonly x1: number;
  /** Bottom edge, at least `y1` in a valid box. */
  readonly y2: number;
  /** Right edge, at least `x1` in a valid box. */
  readonly x2: number;
}

export interface Size {
  readonly height: number;
  readonly width: number;
}

/** Whether the corners are finite and in order. A box without area is valid: it overlaps nothing. */
export function isValidBox({ y1, x1, y2, x2 }: Box): boolean {
  return (
    Number.isFinite(y1) && Number.isFinite(x1) && Number.isFinite(y2) && Number.isFinite(x2) && y1 <= y2 && x1 <= x2
  );
}

/** The box that two opposite corners span, in whichever order they come: what a drag of the pointer gives. */
export function boxOfCorners(ya: number, xa: number, yb: number, xb: number): Box {
  return { y1: Math.min(ya, yb), x1: Math.min(xa, xb), y2: Math.max(ya, yb), x2: Math.max(xa, xb) };
}

/** Area in the square of the box's unit; 0 where the corners are out of order. */
export function areaOf({ y1, x1, y2, x2 }: Box): number {
  return Math.max(0, y2 - y1) * Math.max(0, x2 - x1);
}

/** The part of a box within a picture of the given size (1 × 1 for normalised boxes); without area if it lies outside. */
export function clipBox(box: Box, { height, width }: Size): Box {
  return {
    y1: clamp(box.y1, 0, height),
    x1: clamp(box.x1, 0, width),
    y2: clamp(box.y2, 0, height),
    x2: clamp(box.x2, 0, width),
  };
}

/** Multiplies rows by `height` and columns by `width`: from normalised to pixels, or from one resolution to another. */
export function scaleBox(box: Box, { height, width }: Size): Box {
  return { y1: box.y1 * height, x1: box.x1 * width, y2: box.y2 * height, x2: box.x2 * width };
}

/** Pixels of a picture to shares of it, 0..1. The size must not be zero. */
export function normalizeBox(box: Box, { height, width }: Size): Box {
  return { y1: box.y1 / height, x1: box.x1 / width, y2: box.y2 / height, x2: box.x2 / width };
}

/** The box a share of the way between two others, 0 giving the first and 1 the second: for motion between frames. */
export function mixBoxes(from: Box, to: Box, share: number): Box {
  const rest = 1 - share;
  return {
    y1: from.y1 * rest + to.y1 * share,
    x1: from.x1 * rest + to.x1 * share,
    y2: from.y2 * rest + to.y2 * share,
    x2: from.x2 * rest + to.x2 * share,
  };
}
