import type { Sides } from '#graph/config-schemas.ts';
import type { Features } from './network-builder.ts';

/**
 * The padding `[top, bottom, left, right]` in front of a convolution of stride 2 that does not pad itself, so that it
 * falls on the pixels PyTorch and the papers put it on (Keras: `imagenet_utils.correct_pad`).
 */
export function correctPad({ shape }: Features, kernelSize: number): Sides {
  const [height = 0, width = 0] = shape;
  const half = Math.floor(kernelSize / 2);
  return [half - (1 - (height % 2)), half, half - (1 - (width % 2)), half];
}
