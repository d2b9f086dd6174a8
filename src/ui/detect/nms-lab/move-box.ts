import { clamp } from '#base/math.ts';
import type { Box, Size } from '#vision/box.ts';

const least = 8;

/** The box elsewhere in the picture, of the size that it has. */
export function moveBox(box: Box, dx: number, dy: number, { width, height }: Size): Box {
  const x = clamp(dx, -box.x1, width - box.x2);
  const y = clamp(dy, -box.y1, height - box.y2);
  return { x1: box.x1 + x, x2: box.x2 + x, y1: box.y1 + y, y2: box.y2 + y };
}

/** The box with its lower right corner elsewhere, within the picture and not smaller than can be taken hold of. */
export function resizeBox(box: Box, dx: number, dy: number, { width, height }: Size): Box {
  return { ...box, x2: clamp(box.x2 + dx, box.x1 + least, width), y2: clamp(box.y2 + dy, box.y1 + least, height) };
}
