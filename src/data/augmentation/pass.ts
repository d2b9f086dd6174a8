/**
 * A pass over a batch: what one run of the warp kernel does to every picture. It cuts a window out of the source, reads
 * it through one affine map, and treats each value by itself. Its form is the same for all pictures; what differs
 * between them is in `parameters`.
 */

import type { Affine, Size } from './affine.ts';
import type { Sampling } from './augmentation-layer.ts';
import type { Occasion } from './draw.ts';

export interface Place {
  readonly top: number;
  readonly left: number;
}

/** What is done to each value, in this order. */
export type PointStep =
  /** `(value - mean) * factor + mean`, with the mean of the pass's input, by channel; then held within the range. */
  | {
      readonly kind: 'contrast';
      readonly factor: (occasion: Occasion) => number;
      readonly range: readonly [number, number];
    }
  /** `value + delta`, then held within the range. */
  | {
      readonly kind: 'brightness';
      readonly delta: (occasion: Occasion) => number;
      readonly range: readonly [number, number];
    }
  | { readonly kind: 'rescale'; readonly scale: number; readonly offset: number };

export interface Pass {
  readonly input: Size;
  /** The part of the input that is read; what lies outside is beyond the edge. */
  readonly window: Size;
  readonly output: Size;
  /** null where every pixel is read at its own place in the window. */
  readonly sampling: Sampling | null;
  place(occasion: Occasion): Place;
  /** From the output's coordinates to the window's. */
  map(occasion: Occasion): Affine;
  readonly points: readonly PointStep[];
}

/** How many parameters a point step has. */
const sizes = { contrast: 3, brightness: 3, rescale: 2 } as const;
/** Row of the source, top, left, the six numbers of the map, fill value. */
const leading = 10;

/** How many numbers `parameters` gives for each picture. */
export function parameterCount({ points }: Pick<Pass, 'points'>): number {
  return points.reduce((count, { kind }) => count + sizes[kind], leading);
}

/** Where the parameters of each point step begin. */
export function pointOffsets(points: readonly PointStep[]): readonly number[] {
  let next = leading;
  return points.map(({ kind }) => {
    const own = next;
    next += sizes[kind];
    return own;
  });
}

function pointParameters(point: PointStep, occasion: Occasion): readonly number[] {
  switch (point.kind) {
    case 'contrast':
      return [point.factor(occasion), ...point.range];
    case 'brightness':
      return [point.delta(occasion), ...point.range];
    case 'rescale':
      return [point.scale, point.offset];
  }
}

/**
 * What a pass needs to know of each picture: `[batch, parameterCount]`. `rows` says where each picture lies in the
 * source.
 */
export function parameters(pass: Pass, occasions: readonly Occasion[], rows: ArrayLike<number>): Float32Array {
  const count = parameterCount(pass);
  const values = new Float32Array(occasions.length * count);
  for (const [index, occasion] of occasions.entries()) {
    const { top, left } = pass.place(occasion);
    values.set(
      [
        rows[index] as number,
        top,
        left,
        ...pass.map(occasion),
        pass.sampling?.fillValue ?? 0,
        ...pass.points.flatMap((point) => pointParameters(point, occasion)),
      ],
      index * count,
    );
  }
  return values;
}
