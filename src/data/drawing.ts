/**
 * Makes a drawing look as MNIST's digits do (http://yann.lecun.com/exdb/mnist): light ink on black, the ink's bounding
 * box scaled to 20 pixels keeping its shape, and the ink's centre of mass in the middle of the 28 × 28 field. A network
 * trained on MNIST recognises little without this.
 */
import { clamp } from '#base/math.ts';
import { borderValue } from './border.ts';
import { type Plane, resample } from './resample.ts';
import { planeOf, type RgbaPicture } from './rgba.ts';

/** Ink fainter than this share of the strongest is paper grain or a camera's noise. */
const noiseShare = 0.15;
/** A drawing whose strongest ink differs from its ground by less (of 255) is an empty sheet. */
const faintest = 16;

/** How much ink lies on each pixel, 0..1, whatever its colour and its ground; null where there is none. */
function inkOf(picture: RgbaPicture): Plane | null {
  const onWhite = planeOf(picture, 1, 255);
  // White ink on a transparent ground would vanish on white.
  const grey = onWhite.values.every((value) => value >= 255 - faintest) ? planeOf(picture, 1, 0) : onWhite;
  const ground = borderValue(grey);
  const differences = grey.values.map((value) => Math.abs(value - ground));
  const strongest = differences.reduce((most, value) => Math.max(most, value), 0);
  if (strongest < faintest) return null;
  const floor = noiseShare * strongest;
  const values = differences.map((value) => clamp((value - floor) / (strongest - floor), 0, 1));
  return { ...grey, values };
}

/** The smallest upright rectangle that holds all ink. */
function cropToInk({ width, height, values }: Plane): Plane {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      if ((values[row * width + column] as number) <= 0) continue;
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }
  }
  const cropped = new Float32Array((right - left + 1) * (bottom - top + 1));
  for (let row = top; row <= bottom; row++) {
    cropped.set(values.subarray(row * width + left, row * width + right + 1), (row - top) * (right - left + 1));
  }
  return { width: right - left + 1, height: bottom - top + 1, channels: 1, values: cropped };
}

function centreOfMass({ width, values }: Plane): { x: number; y: number } {
  let [mass, x, y] = [0, 0, 0];
  for (const [pixel, value] of values.entries()) {
    mass += value;
    x += value * (pixel % width);
    y += value * Math.floor(pixel / width);
  }
  return { x: x / mass, y: y / mass };
}

/**
 * The drawing as `[height, width]` bytes, light ink on black. An empty sheet gives all zeros. For fields other than
 * 28 × 28 the digit's 20 pixels scale with the smaller side.
 */
export function digitFromDrawing(picture: RgbaPicture, width: number, height: number): Uint8Array {
  const field = new Uint8Array(width * height);
  const ink = inkOf(picture);
  if (ink === null) return field;
  const cropped = cropToInk(ink);
  const longest = Math.max(1, Math.round((20 / 28) * Math.min(width, height)));
  const scale = longest / Math.max(cropped.width, cropped.height);
  const digit = resample(
    cropped,
    Math.max(1, Math.round(cropped.width * scale)),
    Math.max(1, Math.round(cropped.height * scale)),
  );
  const centre = centreOfMass(digit);
  // MNIST's own digits have their mass at (14, 14) of pixels numbered from 0.
  const left = clamp(Math.round(width / 2 - centre.x), 0, width - digit.width);
  const top = clamp(Math.round(height / 2 - centre.y), 0, height - digit.height);
  const strongest = digit.values.reduce((most, value) => Math.max(most, value), 0);
  for (let row = 0; row < digit.height; row++) {
    for (let column = 0; column < digit.width; column++) {
      const value = digit.values[row * digit.width + column] as number;
      field[(top + row) * width + left + column] = Math.round((255 * value) / strongest);
    }
  }
  return field;
}
