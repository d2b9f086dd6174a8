import { clamp } from '#base/math.ts';
import type { RgbPicture } from './rgb-picture.ts';

/** Smooths a picture by a Gaussian of `sigma` pixels, its edge pixels repeated outwards; 0 leaves it as it is. */
export function gaussianBlur(picture: RgbPicture, sigma: number): Float64Array {
  const kernel = gaussianKernel(sigma);
  const rows = convolve(picture.values, picture, kernel, 1, 0);
  return convolve(rows, picture, kernel, 0, 1);
}

/** The weights from -radius to radius, summing to 1. */
function gaussianKernel(sigma: number): readonly number[] {
  const radius = Math.ceil(4 * sigma);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, index) =>
    sigma > 0 ? Math.exp(-0.5 * ((index - radius) / sigma) ** 2) : 1,
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function convolve(
  values: ArrayLike<number>,
  { height, width }: RgbPicture,
  kernel: readonly number[],
  stepY: number,
  stepX: number,
): Float64Array {
  const radius = (kernel.length - 1) / 2;
  const result = new Float64Array(height * width * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const target = (y * width + x) * 3;
      for (let tap = 0; tap < kernel.length; tap++) {
        const weight = kernel[tap] ?? 0;
        const fromY = clamp(y + (tap - radius) * stepY, 0, height - 1);
        const fromX = clamp(x + (tap - radius) * stepX, 0, width - 1);
        const source = (fromY * width + fromX) * 3;
        for (let channel = 0; channel < 3; channel++) {
          result[target + channel] = (result[target + channel] ?? 0) + weight * (values[source + channel] ?? 0);
        }
      }
    }
  }
  return result;
}
