import { StrideError } from '#base/errors.ts';
import type { Shape } from '#graph/shape.ts';
import type { BaseChoice } from '#protocol/transfer.ts';
import { assertFits, type DeviceLimits } from '../training/assert-fits.ts';
import { baseGraph } from './base-graph.ts';
import { behindPictures } from './join-graphs.ts';

/**
 * Throws `network-too-large` where this device cannot hold what the base computes of so many pictures at once; asked
 * before anything is fetched.
 */
export function assertBaseFits(
  { base, inputSize }: Pick<BaseChoice, 'base' | 'inputSize'>,
  sampleShape: Shape,
  pictures: number,
  limits: DeviceLimits,
): void {
  try {
    assertFits(behindPictures(baseGraph(base, inputSize), sampleShape), {}, pictures, limits);
  } catch (thrown) {
    if (!(thrown instanceof StrideError) || thrown.code !== 'out-of-memory') throw thrown;
    throw new StrideError({
      code: 'network-too-large',
      message: `This base is too large for this graphics card at ${inputSize} × ${inputSize}. ${thrown.message}`,
      remedy: 'Let the base see a smaller size, or choose a smaller base. Nothing was fetched.',
    });
  }
}
