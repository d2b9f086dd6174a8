/** What surrounds a picture's subject: the grey along its outermost ring of pixels. */
import { median } from '#base/math.ts';
import type { Plane } from './resample.ts';

/** The median value of the plane's outermost pixels, 0..255. The plane has one channel. */
export function borderValue({ width, height, values }: Plane): number {
  const ring: number[] = [];
  for (let column = 0; column < width; column++) {
    ring.push(values[column] as number, values[(height - 1) * width + column] as number);
  }
  for (let row = 1; row < height - 1; row++) {
    ring.push(values[row * width] as number, values[(row + 1) * width - 1] as number);
  }
  return median(ring);
}
