/**
 * One pass of augmentation over a batch, an invocation for a few pixels of the output: it finds the picture in the source,
 * reads it through the picture's own affine map, and treats each value by itself. What is the same for all pictures is
 * written into the code; what each picture has of its own lies in `parameters`, in the order of `data/augmentation/pass.ts`.
 */
import { byteOf } from '../packed-pixels/packed-pixels.ts';
import type { KernelTemplate } from '../run-kernel.ts';

export type WarpParameters = {
  readonly inputHeight: number;
  readonly inputWidth: number;
  readonly windowHeight: number;
  readonly windowWidth: number;
  readonly outputHeight: number;
  readonly outputWidth: number;
  readonly channels: number;
  /** Whether the source is words of four bytes. */
  readonly isPacked: boolean;
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

/** How many neighbouring pixels of a row one invocation makes: it reads the picture's parameters once for all of them. */
export const pixelsPerInvocation = 4;

interface PointCode {
  /** Reads the step's parameters, once for all pixels. */
  readonly prepare: string;
  readonly apply: string;
}

function pointCodes(points: string, offsets: string, channels: number): readonly PointCode[] {
  const starts = offsets.split(',');
  return points
    .split(',')
    .filter((kind) => kind !== '')
    .map((kind, step) => {
      const names = [`first${step}`, `second${step}`, `third${step}`] as const;
      const [first, second, third] = names;
      const wanted = kind === 'rescale' ? names.slice(0, 2) : names;
      const prepare = wanted
        .map((name, at) => `let ${name} = parameters[own + ${starts[step]} + ${at}];`)
        .join('\n    ');
      if (kind === 'rescale') return { prepare, apply: `value = value * ${first} + ${second};` };
      if (kind === 'brightness') return { prepare, apply: `value = clamp(value + ${first}, ${second}, ${third});` };
      const mean = `means[picture * ${channels} + channel]`;
      const apply = `{ let mean = ${mean}; value = clamp((value - mean) * ${first} + mean, ${second}, ${third}); }`;
      return { prepare, apply };
    });
}

/** Where a pixel of the window lies in the source; `y` and `x` lie within the window. */
function placeOf(p: WarpParameters, y: string, x: string): string {
  return `(base + ${y} * ${p.inputWidth} + ${x}) * ${p.channels}`;
}

/** One value of the source. */
function sourceAt({ isPacked }: Pick<WarpParameters, 'isPacked'>, place: string): string {
  return isPacked ? byteOf('source', place) : `source[${place}]`;
}

/** Finds what a pixel reads, and how to make the value of one of its channels from it. */
function readingCode(p: WarpParameters): { readonly find: string; readonly value: string } {
  const [right, bottom] = [p.windowWidth - 1, p.windowHeight - 1];
  const coordinates = `
      let fx = f32(x);
      let fromX = mapped(a0 * fx + a1 * fy + a2, ${p.windowWidth}.0);
      let fromY = mapped(b0 * fx + b1 * fy + b2, ${p.windowHeight}.0);`;
  const isOpen = p.fillMode === 'constant';
  const within = (y: string, x: string) => `${y} >= 0 && ${y} <= ${bottom} && ${x} >= 0 && ${x} <= ${right}`;
  const held = (y: string, x: string) => placeOf(p, `clamp(${y}, 0, ${bottom})`, `clamp(${x}, 0, ${right})`);
  const read = (place: string) =>
    isOpen
      ? `select(fillValue, ${sourceAt(p, `at${place} + channel`)}, is${place})`
      : sourceAt(p, `at${place} + channel`);
  const tap = (place: string, y: string, x: string) => `
      let at${place} = ${held(y, x)};${isOpen ? `\n      let is${place} = ${within(y, x)};` : ''}`;
  switch (p.interpolation) {
    case 'none':
      return { find: `let at = ${placeOf(p, 'y', 'x')};`, value: sourceAt(p, 'at + channel') };
    case 'nearest':
      return {
        find: `${coordinates}
      let x0 = i32(sign(fromX) * floor(abs(fromX) + 0.5));
      let y0 = i32(sign(fromY) * floor(abs(fromY) + 0.5));${tap('00', 'y0', 'x0')}`,
        value: read('00'),
      };
    case 'bilinear':
      return {
        find: `${coordinates}
      let left = floor(fromX);
      let upper = floor(fromY);
      let right = fromX - left;
      let down = fromY - upper;
      let x0 = i32(left);
      let y0 = i32(upper);
      let x1 = x0 + 1;
      let y1 = y0 + 1;${tap('00', 'y0', 'x0')}${tap('01', 'y0', 'x1')}${tap('10', 'y1', 'x0')}${tap('11', 'y1', 'x1')}`,
        value: `(1.0 - down) * ((1.0 - right) * ${read('00')} + right * ${read('01')})
          + down * ((1.0 - right) * ${read('10')} + right * ${read('11')})`,
      };
  }
}

function code(p: WarpParameters): string {
  const points = pointCodes(p.points, p.offsets, p.channels);
  const { find, value } = readingCode(p);
  const runs = Math.ceil(p.outputWidth / pixelsPerInvocation);
  const map = ['a0', 'a1', 'a2', 'b0', 'b1', 'b2', 'fillValue'];
  return `
  fn mapped(at : f32, size : f32) -> f32 {
    ${fillModes[p.fillMode]}
  }
  fn main(index : i32) {
    if (index >= uniforms.runs) { return; }
    let y = (index / ${runs}) % ${p.outputHeight};
    let picture = index / ${runs * p.outputHeight};
    let own = picture * ${p.count};
    let base = (i32(parameters[own]) * ${p.inputHeight} + i32(parameters[own + 1])) * ${p.inputWidth}
      + i32(parameters[own + 2]);
    ${p.interpolation === 'none' ? '' : map.map((name, at) => `let ${name} = parameters[own + ${3 + at}];`).join('\n    ')}
    ${points.map(({ prepare }) => prepare).join('\n    ')}
    let fy = f32(y);
    let begin = (index % ${runs}) * ${pixelsPerInvocation};
    let end = min(begin + ${pixelsPerInvocation}, ${p.outputWidth});
    var to = ((picture * ${p.outputHeight} + y) * ${p.outputWidth} + begin) * ${p.channels};
    for (var x = begin; x < end; x++) {
      ${find}
      for (var channel = 0; channel < ${p.channels}; channel++) {
        var value = ${value};
        ${points.map(({ apply }) => apply).join('\n        ')}
        result[to] = value;
        to++;
      }
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
  readonly isPacked: boolean;
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
      sum += ${sourceAt(p, 'at')};
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
