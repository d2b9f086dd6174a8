/**
 * Affine maps of pixel coordinates, x to the right and y down, the centre of the upper left pixel at (0, 0). As in
 * TensorFlow a picture's map leads from the output to where the input is read: `x' = a0 x + a1 y + a2`,
 * `y' = b0 x + b1 y + b2`. The maps are those of the Keras 3 layers.
 */
export type Affine = readonly [a0: number, a1: number, a2: number, b0: number, b1: number, b2: number];

export const identity: Affine = [1, 0, 0, 0, 1, 0];

/** First `inner`, then `outer`: what reads a picture that was itself read through `outer`. */
export function compose(outer: Affine, inner: Affine): Affine {
  const [a0, a1, a2, b0, b1, b2] = outer;
  const [c0, c1, c2, d0, d1, d2] = inner;
  return [
    a0 * c0 + a1 * d0,
    a0 * c1 + a1 * d1,
    a0 * c2 + a1 * d2 + a2,
    b0 * c0 + b1 * d0,
    b0 * c1 + b1 * d1,
    b0 * c2 + b1 * d2 + b2,
  ];
}

export interface Size {
  readonly height: number;
  readonly width: number;
}

export function flip({ height, width }: Size, horizontal: boolean, vertical: boolean): Affine {
  return [horizontal ? -1 : 1, 0, horizontal ? width - 1 : 0, 0, vertical ? -1 : 1, vertical ? height - 1 : 0];
}

/** Moves what is seen by so many pixels to the right and down. */
export function translation(right: number, down: number): Affine {
  return [1, 0, -right, 0, 1, -down];
}

/** Turns counter-clockwise about the middle. `angle` in radians. */
export function rotation({ height, width }: Size, angle: number): Affine {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [cos, -sin, x - x * cos + y * sin, sin, cos, y - x * sin - y * cos];
}

/** Shows `x` times the width and `y` times the height about the middle: above 1 makes things smaller. */
export function zoom({ height, width }: Size, x: number, y: number): Affine {
  return [x, 0, ((width - 1) / 2) * (1 - x), 0, y, ((height - 1) / 2) * (1 - y)];
}

/** Each row is moved against the one above it by `x` pixels, each column against the one beside it by `y`. */
export function shear(x: number, y: number): Affine {
  return [1, x, 0, y, 1, 0];
}

/** Scales a picture of size `from` to size `to`, pixels' edges aligned (`tf.image.resize`). */
export function resize(from: Size, to: Size): Affine {
  const [x, y] = [from.width / to.width, from.height / to.height];
  return [x, 0, (x - 1) / 2, 0, y, (y - 1) / 2];
}
