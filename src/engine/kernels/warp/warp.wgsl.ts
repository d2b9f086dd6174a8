/**
 * One pass of augmentation over a batch, an invocation for each pixel of the output: it finds the picture in the source,
 * reads it through the picture's own affine map, and treats each value by itself. What is the same for all pictures is
 * written into the code; what each picture has of its own lies in `parameters`, in the order of `data/augmentation/pass.ts`.
 */
import type { KernelTemplate } from '../run-kernel.ts';

export type WarpParameters = {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly channels: number;
  /** `none` where every pixel is read at its own place. */
  readonly interpolation: 'none' | 'bilinear' | 'nearest';
  readonly fillMode: 'reflect' | 'wrap' | 'constant' | 'nearest';
  /** The kinds of the point steps, by commas. */
  readonly points: string;
  /** Where the parameters of each point step begin, by commas. */
  readonly offsets: string;
  /** How many parameters each picture has. */
  readonly count: number;
};

/** `mapCoordinate` of `data/augmentation/warp.ts`. */
const fillModes: Readonly<Record<WarpParameters['fillMode'], string>> = {
  constant: 'return at;',
  nearest: 'return clamp(at, 0.0, size - 1.0);',
  reflect: `
    if (size <= 1.0) { return 0.0; }
    let period = 2.0 * size;
    var mapped = at;
    if (mapped < 0.0) {
      mapped += period * trunc(-mapped / period);
      mapped = select(-mapped - 1.0, mapped + period, mapped < -size);
    } else if (mapped > size - 1.0) {
      mapped -= period * trunc(mapped / period);
      mapped = select(mapped, period - mapped - 1.0, mapped >= size);
    }
    return clamp(mapped, 0.0, size - 1.0);`,
  wrap: `
    if (size <= 1.0) { return 0.0; }
    var mapped = at;
    if (mapped < 0.0) {
      mapped += size * (trunc(-mapped / (size - 1.0)) + 1.0);
    } else if (mapped > size - 1.0) {
      mapped -= size * trunc(mapped / (size - 1.0));
    }
    return clamp(mapped, 0.0, size - 1.0);`,
};

function pointCode(kind: string, at: string): string {
  const own = (index: number) => `parameters[own + ${at} + ${index}]`;
  if (kind === 'rescale') return `value = value * ${own(0)} + ${own(1)};`;
  if (kind === 'brightness') return `value = clamp(value + ${own(0)}, ${own(1)}, ${own(2)});`;
  return `{
        let mean = means[picture * ${'CHANNELS'} + channel];
        value = clamp((value - mean) * ${own(0)} + mean, ${own(1)}, ${own(2)});
      }`;
}

function code(p: WarpParameters): string {
  const kinds = p.points === '' ? [] : p.points.split(',');
  const offsets = p.offsets.split(',');
  const points = kinds
    .map((kind, index) => pointCode(kind, offsets[index] ?? '0').replaceAll('CHANNELS', String(p.channels)))
    .join('\n      ');
  const where =
    p.interpolation === 'none'
      ? ''
      : `
    let fx = f32(x);
    let fy = f32(y);
    let fromX = mapped(parameters[own + 3] * fx + parameters[own + 4] * fy + parameters[own + 5], ${p.windowWidth}.0);
    let fromY = mapped(parameters[own + 6] * fx + parameters[own + 7] * fy + parameters[own + 8], ${p.windowHeight}.0);`;
  const places =
    p.interpolation === 'bilinear'
      ? `
    let left = floor(fromX);
    let upper = floor(fromY);
    let right = fromX - left;
    let down = fromY - upper;
    let x0 = i32(left);
    let y0 = i32(upper);`
      : p.interpolation === 'nearest'
        ? `
    let x0 = i32(sign(fromX) * floor(abs(fromX) + 0.5));
    let y0 = i32(sign(fromY) * floor(abs(fromY) + 0.5));`
        : `
    let x0 = x;
    let y0 = y;`;
  const value =
    p.interpolation === 'bilinear'
      ? `
      let upperRow = (1.0 - right) * pixel(own, y0, x0, channel) + right * pixel(own, y0, x0 + 1, channel);
      let lowerRow = (1.0 - right) * pixel(own, y0 + 1, x0, channel) + right * pixel(own, y0 + 1, x0 + 1, channel);
      var value = (1.0 - down) * upperRow + down * lowerRow;`
      : `
      var value = pixel(own, y0, x0, channel);`;
  return `
  fn mapped(at : f32, size : f32) -> f32 {
    ${fillModes[p.fillMode]}
  }
  fn pixel(own : i32, y : i32, x : i32, channel : i32) -> f32 {
    if (y < 0 || x < 0 || y >= ${p.windowHeight} || x >= ${p.windowWidth}) { return parameters[own + 9]; }
    let row = i32(parameters[own]);
    let top = i32(parameters[own + 1]);
    let side = i32(parameters[own + 2]);
    return source[((row * ${p.inputHeight} + top + y) * ${p.inputWidth} + side + x) * ${p.channels} + channel];
  }
  fn main(index : i32) {
    if (index >= uniforms.pixels) { return; }
    let x = index % ${p.outputWidth};
    let y = (index / ${p.outputWidth}) % ${p.outputHeight};
    let picture = index / ${p.outputWidth * p.outputHeight};
    let own = picture * ${p.count};
    ${where}
    ${places}
    for (var channel = 0; channel < ${p.channels}; channel++) {
      ${value}
      ${points}
      result[index * ${p.channels} + channel] = value;
    }
  }`;
}

export const warpTemplate: KernelTemplate<WarpParameters> = { name: 'augment-warp', code };

export type WindowSumParameters = {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly channels: number;
  readonly count: number;
};

/** The sum of each channel along each row of the window: `[batch, windowHeight, channels]`. */
export const rowSumTemplate: KernelTemplate<WindowSumParameters> = {
  name: 'augment-row-sum',
  code: (p) => `
  fn main(index : i32) {
    if (index >= uniforms.sums) { return; }
    let channel = index % ${p.channels};
    let y = (index / ${p.channels}) % ${p.windowHeight};
    let own = (index / ${p.channels * p.windowHeight}) * ${p.count};
    let row = i32(parameters[own]);
    let top = i32(parameters[own + 1]);
    let side = i32(parameters[own + 2]);
    var at = ((row * ${p.inputHeight} + top + y) * ${p.inputWidth} + side) * ${p.channels} + channel;
    var sum = 0.0;
    for (var x = 0; x < ${p.windowWidth}; x++) {
      sum += source[at];
      at += ${p.channels};
    }
    result[index] = sum;
  }`,
};

/** The mean of each channel from the sums of its rows: `[batch, channels]`. */
export const meanTemplate: KernelTemplate<Pick<WindowSumParameters, 'windowHeight' | 'windowWidth' | 'channels'>> = {
  name: 'augment-mean',
  code: (p) => `
  fn main(index : i32) {
    if (index >= uniforms.means) { return; }
    let channel = index % ${p.channels};
    var at = (index / ${p.channels}) * ${p.windowHeight * p.channels} + channel;
    var sum = 0.0;
    for (var y = 0; y < ${p.windowHeight}; y++) {
      sum += sums[at];
      at += ${p.channels};
    }
    result[index] = sum / ${p.windowHeight * p.windowWidth}.0;
  }`,
};
