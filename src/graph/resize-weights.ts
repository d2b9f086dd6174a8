/**
 * Resizing as a matrix along each axis, as `tf.image.resize` computes it without antialiasing: pixels' centres aligned, and what
 * would be read beyond the border left out. Sources: tensorflow/core/kernels/image/resize_bicubic_op.cc and
 * scale_and_translate_op.cc.
 */
import * as v from 'valibot';
import { clamp } from '#base/math.ts';

export const resizeMethods = ['nearest', 'bilinear', 'bicubic', 'lanczos3', 'lanczos5'] as const;
export type ResizeMethod = (typeof resizeMethods)[number];
export const resizeMethod = v.picklist(resizeMethods);

/** Pixels that one output is read from. */
export const resizeTaps: Readonly<Record<ResizeMethod, number>> = {
  nearest: 0,
  bilinear: 4,
  bicubic: 16,
  lanczos3: 36,
  lanczos5: 100,
};

/** `[outputSize, size]`: row i holds the weights with which output i reads the inputs. */
export function resizeMatrix(size: number, outputSize: number, method: ResizeMethod): Float32Array {
  const matrix = new Float32Array(outputSize * size);
  for (let output = 0; output < outputSize; output++) {
    const centre = ((output + 0.5) * size) / outputSize;
    for (const [input, weight] of readings(centre, size, method)) {
      const place = output * size + input;
      matrix[place] = (matrix[place] ?? 0) + weight;
    }
  }
  return matrix;
}

type Reading = readonly [input: number, weight: number];

/** `centre` counts from the left edge of the first pixel. */
function readings(centre: number, size: number, method: ResizeMethod): readonly Reading[] {
  switch (method) {
    case 'nearest':
      return [[Math.min(size - 1, Math.floor(centre)), 1]];
    case 'bilinear': {
      const lower = Math.floor(centre - 0.5);
      const share = centre - 0.5 - lower;
      return [
        [clamp(lower, 0, size - 1), 1 - share],
        [clamp(lower + 1, 0, size - 1), share],
      ];
    }
    case 'bicubic': {
      const lower = Math.floor(centre - 0.5);
      // TensorFlow looks the curve up in a table of so many steps.
      const share = Math.round((centre - 0.5 - lower) * 1024) / 1024;
      return normalised(size, lower - 1, 4, (input) => cubic(Math.abs(input - lower - share)));
    }
    case 'lanczos3':
      return lanczos(centre, size, 3);
    case 'lanczos5':
      return lanczos(centre, size, 5);
  }
}

function lanczos(centre: number, size: number, radius: number): readonly Reading[] {
  const first = Math.ceil(centre - radius - 0.5);
  const last = Math.floor(centre + radius - 0.5);
  return normalised(size, first, last - first + 1, (input) => windowedSinc(Math.abs(input + 0.5 - centre), radius));
}

/** Of `count` pixels from `first` on, those that are there; together they weigh one. */
function normalised(size: number, first: number, count: number, curve: (input: number) => number): readonly Reading[] {
  const inputs = Array.from({ length: count }, (_, index) => first + index).filter((at) => at >= 0 && at < size);
  const weights = inputs.map(curve);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return inputs.map((input, index) => [input, (weights[index] ?? 0) / total]);
}

/** Keys's cubic convolution with a = -1/2. */
function cubic(x: number): number {
  if (x <= 1) return (1.5 * x - 2.5) * x * x + 1;
  return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
}

function windowedSinc(x: number, radius: number): number {
  if (x > radius) return 0;
  if (x <= 1e-3) return 1;
  return (radius * Math.sin(Math.PI * x) * Math.sin((Math.PI * x) / radius)) / (Math.PI * Math.PI * x * x);
}
