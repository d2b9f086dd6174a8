/** A picture of flat rectangles on a flat ground, later ones over earlier ones. */
import type { Box, Size } from '../box.ts';
import type { RgbPicture } from '../rgb-picture.ts';

export type Rgb = readonly [red: number, green: number, blue: number];

export function paintedPicture(
  { height, width }: Size,
  ground: Rgb,
  rectangles: readonly { readonly box: Box; readonly color: Rgb }[],
): RgbPicture {
  const values = Array.from({ length: height * width }, (_, pixel) => {
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    const top = rectangles.findLast(({ box }) => y >= box.y1 && y < box.y2 && x >= box.x1 && x < box.x2);
    return top?.color ?? ground;
  });
  return { height, width, values: Uint8Array.from(values.flat()) };
}
