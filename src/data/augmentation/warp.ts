/**
 * A pass on the processor: the reference of the kernel, and what runs where there is no WebGPU. Reading beyond the edge
 * is TensorFlow's `ImageProjectiveTransformV3`, whose `wrap` repeats every `size - 1` pixels.
 */
import type { Sampling } from './augmentation-layer.ts';
import { type Pass, parameterCount, pointOffsets } from './pass.ts';

/** Where along an axis of `size` pixels a coordinate is read. */
export function mapCoordinate(at: number, size: number, fillMode: Sampling['fillMode']): number {
  const last = size - 1;
  switch (fillMode) {
    case 'constant':
      return at;
    case 'nearest':
      return Math.min(Math.max(at, 0), last);
    case 'reflect': {
      if (size <= 1) return 0;
      let mapped = at;
      const period = 2 * size;
      if (mapped < 0) {
        mapped += period * Math.trunc(-mapped / period);
        mapped = mapped < -size ? mapped + period : -mapped - 1;
      } else if (mapped > last) {
        mapped -= period * Math.trunc(mapped / period);
        if (mapped >= size) mapped = period - mapped - 1;
      }
      return Math.min(Math.max(mapped, 0), last);
    }
    case 'wrap': {
      if (size <= 1) return 0;
      let mapped = at;
      if (mapped < 0) mapped += size * (Math.trunc(-mapped / last) + 1);
      else if (mapped > last) mapped -= size * Math.trunc(mapped / last);
      return Math.min(Math.max(mapped, 0), last);
    }
  }
}

/** Halves go away from zero, as C's `round`. */
function round(value: number): number {
  return Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
}

/** Every channel's mean over the window of each picture, `[batch, channels]`. */
function windowMeans(pass: Pass, source: ArrayLike<number>, channels: number, values: Float32Array): Float64Array {
  const { input, window } = pass;
  const count = parameterCount(pass);
  const batch = values.length / count;
  const means = new Float64Array(batch * channels);
  for (let picture = 0; picture < batch; picture++) {
    const [row = 0, top = 0, left = 0] = values.subarray(picture * count);
    for (let y = 0; y < window.height; y++) {
      for (let x = 0; x < window.width; x++) {
        const at = ((row * input.height + top + y) * input.width + left + x) * channels;
        for (let channel = 0; channel < channels; channel++) {
          const place = picture * channels + channel;
          means[place] = (means[place] as number) + (source[at + channel] as number);
        }
      }
    }
  }
  return means.map((sum) => sum / (window.height * window.width));
}

/**
 * The pass's output `[batch, height, width, channels]` for a source `[count, height, width, channels]` and the
 * `parameters` of each picture.
 */
export function applyPass(
  pass: Pass,
  source: ArrayLike<number>,
  channels: number,
  parameters: Float32Array,
): Float32Array {
  const { input, window, output, sampling, points } = pass;
  const count = parameterCount(pass);
  const offsets = pointOffsets(points);
  const batch = parameters.length / count;
  const means = points[0]?.kind === 'contrast' ? windowMeans(pass, source, channels, parameters) : null;
  const result = new Float32Array(batch * output.height * output.width * channels);
  for (let picture = 0; picture < batch; picture++) {
    const own = parameters.subarray(picture * count, (picture + 1) * count);
    const [row = 0, top = 0, left = 0, a0 = 1, a1 = 0, a2 = 0, b0 = 0, b1 = 1, b2 = 0, fillValue = 0] = own;
    const read = (y: number, x: number, channel: number): number => {
      if (y < 0 || x < 0 || y >= window.height || x >= window.width) return fillValue;
      return source[((row * input.height + top + y) * input.width + left + x) * channels + channel] as number;
    };
    for (let y = 0; y < output.height; y++) {
      for (let x = 0; x < output.width; x++) {
        const fromX = sampling ? mapCoordinate(a0 * x + a1 * y + a2, window.width, sampling.fillMode) : x;
        const fromY = sampling ? mapCoordinate(b0 * x + b1 * y + b2, window.height, sampling.fillMode) : y;
        for (let channel = 0; channel < channels; channel++) {
          let value: number;
          if (sampling?.interpolation === 'bilinear') {
            const [x0, y0] = [Math.floor(fromX), Math.floor(fromY)];
            const [right, down] = [fromX - x0, fromY - y0];
            const upper = (1 - right) * read(y0, x0, channel) + right * read(y0, x0 + 1, channel);
            const lower = (1 - right) * read(y0 + 1, x0, channel) + right * read(y0 + 1, x0 + 1, channel);
            value = (1 - down) * upper + down * lower;
          } else value = read(round(fromY), round(fromX), channel);
          for (const [index, { kind }] of points.entries()) {
            const [first = 0, second = 0, third = 0] = own.subarray(offsets[index]);
            if (kind === 'rescale') value = value * first + second;
            else {
              const mean = means?.[picture * channels + channel] ?? 0;
              const changed = kind === 'contrast' ? (value - mean) * first + mean : value + first;
              value = Math.min(Math.max(changed, second), third);
            }
          }
          result[((picture * output.height + y) * output.width + x) * channels + channel] = value;
        }
      }
    }
  }
  return result;
}
