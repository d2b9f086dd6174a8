/**
 * Resizing planes of numbers with a triangle filter that widens when it shrinks (bilinear with antialiasing, as Pillow's
 * `BILINEAR`): a webcam frame shrunk to 28 pixels keeps its thin lines, where plain bilinear would skip over them.
 */

/** Numbers in rows: `values[(row * width + column) * channels + channel]`. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly values: Float32Array;
}

export interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** For each output place along an axis, which inputs it reads and with what weights, which add up to one. */
export function tapsAlong(size: number, outputSize: number): Taps[] {
  const scale = size / outputSize;
  const reach = Math.max(1, scale);
  return Array.from({ length: outputSize }, (_, place) => {
    const centre = (place + 0.5) * scale;
    // Only inputs whose middle lies within reach: the others would weigh nothing.
    const first = Math.max(0, Math.floor(centre - reach + 0.5));
    const last = Math.min(size - 1, Math.ceil(centre + reach - 0.5) - 1);
    const raw = Array.from({ length: last - first + 1 }, (_unused, tap) =>
      Math.max(0, 1 - Math.abs(first + tap + 0.5 - centre) / reach),
    );
    const total = raw.reduce((sum, weight) => sum + weight, 0);
    return { first, weights: raw.map((weight) => weight / total) };
  });
}

function add(sums: Float32Array, index: number, value: number): void {
  sums[index] = (sums[index] as number) + value;
}

function resampleRows({ width, height, channels, values }: Plane, outputHeight: number): Plane {
  const stride = width * channels;
  const output = new Float32Array(outputHeight * stride);
  for (const [row, { first, weights }] of tapsAlong(height, outputHeight).entries()) {
    for (const [tap, weight] of weights.entries()) {
      const from = (first + tap) * stride;
      const to = row * stride;
      for (let place = 0; place < stride; place++) add(output, to + place, weight * (values[from + place] as number));
    }
  }
  return { width, height: outputHeight, channels, values: output };
}

function resampleColumns({ width, height, channels, values }: Plane, outputWidth: number): Plane {
  const output = new Float32Array(height * outputWidth * channels);
  for (const [column, { first, weights }] of tapsAlong(width, outputWidth).entries()) {
    for (const [tap, weight] of weights.entries()) {
      for (let row = 0; row < height; row++) {
        const from = (row * width + first + tap) * channels;
        const to = (row * outputWidth + column) * channels;
        for (let channel = 0; channel < channels; channel++) {
          add(output, to + channel, weight * (values[from + channel] as number));
        }
      }
    }
  }
  return { width: outputWidth, height, channels, values: output };
}

/** The plane stretched to another size. All sizes at least 1. */
export function resample(plane: Plane, width: number, height: number): Plane {
  return resampleColumns(resampleRows(plane, height), width);
}
