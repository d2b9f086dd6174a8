import type { Size } from './box.ts';

/** A colour picture: `[height, width, 3]` red, green, blue, 0..255, in row-major order. */
export interface RgbPicture extends Size {
  readonly values: ArrayLike<number>;
}
