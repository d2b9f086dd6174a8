import type { Size } from './affine.ts';
import type { Occasion } from './draw.ts';
import { type Pass, parameters } from './pass.ts';
import { applyPass } from './warp.ts';

/** Pictures on the processor: `[count, height, width, channels]`. */
export interface PixelSource extends Size {
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

/**
 * All passes one after another on the processor, for the pictures at `rows` of the source. Gives
 * `[batch, height, width, channels]` of the last pass's size.
 */
export function augmentOnProcessor(
  passes: readonly Pass[],
  source: PixelSource,
  occasions: readonly Occasion[],
  rows: ArrayLike<number>,
): Float32Array {
  let values = source.values;
  let places = rows;
  const inOrder = Uint32Array.from(occasions, (_, index) => index);
  for (const pass of passes) {
    values = applyPass(pass, values, source.channels, parameters(pass, occasions, places));
    places = inOrder;
  }
  return Float32Array.from(values);
}
