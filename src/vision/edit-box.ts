/** Moving and resizing a box by hand: it never leaves the picture, and never gets too small to take hold of. */
import { clamp } from '#base/math.ts';
import type { Box, Size } from './box.ts';

/** Which edges a handle pulls: the corners pull two. */
export interface BoxHandle {
  readonly name: string;
  /** -1 the top edge, 1 the bottom edge, 0 neither. */
  readonly y: -1 | 0 | 1;
  /** -1 the left edge, 1 the right edge, 0 neither. */
  readonly x: -1 | 0 | 1;
}

/** Clockwise from the upper left. */
export const BOX_HANDLES: readonly BoxHandle[] = [
  { name: 'top left', y: -1, x: -1 },
  { name: 'top', y: -1, x: 0 },
  { name: 'top right', y: -1, x: 1 },
  { name: 'right', y: 0, x: 1 },
  { name: 'bottom right', y: 1, x: 1 },
  { name: 'bottom', y: 1, x: 0 },
  { name: 'bottom left', y: 1, x: -1 },
  { name: 'left', y: 0, x: -1 },
];

/** The box as far in a direction as the picture allows; its size stays. */
export function movedBox(box: Box, dy: number, dx: number, { height, width }: Size): Box {
  const y = clamp(dy, -box.y1, Math.max(-box.y1, height - box.y2));
  const x = clamp(dx, -box.x1, Math.max(-box.x1, width - box.x2));
  return { y1: box.y1 + y, x1: box.x1 + x, y2: box.y2 + y, x2: box.x2 + x };
}

/**
 * The box with the handle's edges pulled, within the picture. An edge stops `least` before the opposite one; where the box
 * was smaller than that, it stays as small as it was.
 */
export function resizedBox(box: Box, handle: BoxHandle, dy: number, dx: number, picture: Size, least: number): Box {
  const [y1, y2] = pulled(box.y1, box.y2, handle.y, dy, picture.height, least);
  const [x1, x2] = pulled(box.x1, box.x2, handle.x, dx, picture.width, least);
  return { y1, x1, y2, x2 };
}

function pulled(
  start: number,
  end: number,
  edge: -1 | 0 | 1,
  by: number,
  side: number,
  least: number,
): readonly [number, number] {
  const gap = Math.min(least, end - start);
  if (edge < 0) return [clamp(start + by, 0, end - gap), end];
  if (edge > 0) return [start, clamp(end + by, start + gap, side)];
  return [start, end];
}
