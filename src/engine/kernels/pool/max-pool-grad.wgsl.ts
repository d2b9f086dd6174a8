/**
 * The gradient of max pooling in one pass: no positions are stored. The first maximum of a window, row by row, gets
 * the window's gradient, as in TensorFlow. A result vector holds neighbouring channels.
 *
 * Where windows do not overlap, an invocation owns one cell of the strides' grid: it finds the maximum of the cell's
 * window and writes the whole cell, zeros included. Where they do, an invocation owns one input pixel, and asks of each
 * window that covers it whether the pixel is its first maximum.
 */
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { within } from '../vector-access.ts';

export type PoolGeometry = {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
  readonly channels: number;
  readonly components: 1 | 4;
};

export function windowsOverlap(p: PoolGeometry): boolean {
  return p.filterHeight > p.strideHeight || p.filterWidth > p.strideWidth;
}

/** How many cells of the strides' grid cover the input. */
export function cellGrid(p: PoolGeometry): { readonly rows: number; readonly columns: number } {
  return {
    rows: Math.ceil((p.inHeight + p.padTop) / p.strideHeight),
    columns: Math.ceil((p.inWidth + p.padLeft) / p.strideWidth),
  };
}

function apart(p: PoolGeometry): string {
  const width = p.channels / p.components;
  const { rows, columns } = cellGrid(p);
  const type = p.components === 4 ? 'vec4<f32>' : 'f32';
  const positions = p.strideHeight * p.strideWidth;
  const row = (k: number) => Math.floor(k / p.strideWidth);
  const column = (k: number) => k % p.strideWidth;
  const inWindow = (k: number) => row(k) < p.filterHeight && column(k) < p.filterWidth;
  const bool = p.components === 4 ? 'vec4<bool>' : 'bool';
  return `
  fn main(cell : i32) {
    if (cell >= uniforms.outShape.x * ${rows * columns * width}) { return; }
    let channel = cell % ${width};
    let cellX = (cell / ${width}) % ${columns};
    let cellY = (cell / ${width * columns}) % ${rows};
    let n = cell / ${width * columns * rows};
    let top = cellY * ${p.strideHeight} - ${p.padTop};
    let left = cellX * ${p.strideWidth} - ${p.padLeft};
    let hasWindow = (cellY < ${p.outHeight}) & (cellX < ${p.outWidth});
    let at = ((n * ${p.inHeight} + top) * ${p.inWidth} + left) * ${width} + channel;
    let dyAt = ((n * ${p.outHeight} + cellY) * ${p.outWidth} + cellX) * ${width} + channel;
    let gradient = select(${type}(0.0), dy[select(0, dyAt, hasWindow)], hasWindow);
    ${unroll(positions, (k) =>
      [
        `let inside${k} = ${within(`top + ${row(k)}`, p.inHeight)} & ${within(`left + ${column(k)}`, p.inWidth)};`,
        inWindow(k)
          ? `let x${k} = select(${type}(-3.4e38), x[select(0, at + ${(row(k) * p.inWidth + column(k)) * width}, inside${k})], inside${k});`
          : '',
      ].join('\n'),
    )}
    var greatest = ${type}(-3.4e38);
    ${unroll(positions, (k) => (inWindow(k) ? `greatest = max(greatest, x${k});` : ''))}
    var open = ${bool}(true);
    ${unroll(
      positions,
      (k) => `
    {
      ${
        inWindow(k)
          ? `let chosen = open & (x${k} == greatest) & ${bool}(inside${k});
      open = open & !chosen;
      let value = select(${type}(0.0), gradient, chosen);`
          : `let value = ${type}(0.0);`
      }
      if (inside${k}) { result[at + ${(row(k) * p.inWidth + column(k)) * width}] = value; }
    }`,
    )}
  }`;
}

function overlapping(p: PoolGeometry): string {
  const width = p.channels / p.components;
  const type = p.components === 4 ? 'vec4<f32>' : 'f32';
  return `
  // Whether no earlier element of the window equals its maximum.
  fn isFirst(value : ${type}, n : i32, y : i32, x0 : i32, top : i32, left : i32, channel : i32) -> ${p.components === 4 ? 'vec4<bool>' : 'bool'} {
    var earlier = value != value;
    for (var row = max(top, 0); row <= y; row++) {
      let last = select(min(left + ${p.filterWidth}, ${p.inWidth}), x0, row == y);
      for (var column = max(left, 0); column < last; column++) {
        earlier = earlier | (x[((n * ${p.inHeight} + row) * ${p.inWidth} + column) * ${width} + channel] == value);
      }
    }
    return !earlier;
  }
  fn main(cell : i32) {
    if (cell >= uniforms.outShape.x * ${p.inHeight * p.inWidth * width}) { return; }
    let channel = cell % ${width};
    let column = (cell / ${width}) % ${p.inWidth};
    let row = (cell / ${width * p.inWidth}) % ${p.inHeight};
    let n = cell / ${width * p.inWidth * p.inHeight};
    let value = x[cell];
    var sum = ${type}(0.0);
    // The windows that cover the pixel: top <= row < top + filter height, likewise in x.
    let firstY = max(0, (row + ${p.padTop} - ${p.filterHeight} + ${p.strideHeight}) / ${p.strideHeight});
    let lastY = min(${p.outHeight - 1}, (row + ${p.padTop}) / ${p.strideHeight});
    let firstX = max(0, (column + ${p.padLeft} - ${p.filterWidth} + ${p.strideWidth}) / ${p.strideWidth});
    let lastX = min(${p.outWidth - 1}, (column + ${p.padLeft}) / ${p.strideWidth});
    for (var outY = firstY; outY <= lastY; outY++) {
      for (var outX = firstX; outX <= lastX; outX++) {
        let at = ((n * ${p.outHeight} + outY) * ${p.outWidth} + outX) * ${width} + channel;
        let isMaximum = value == y[at];
        if (${p.components === 4 ? 'any(isMaximum)' : 'isMaximum'}) {
          let chosen = isMaximum & isFirst(value, n, row, column, outY * ${p.strideHeight} - ${p.padTop}, outX * ${p.strideWidth} - ${p.padLeft}, channel);
          sum += select(${type}(0.0), dy[at], chosen);
        }
      }
    }
    result[cell] = sum;
  }`;
}

export const maxPoolGradTemplate: KernelTemplate<PoolGeometry> = {
  name: 'max-pool-grad',
  code: (p) => (windowsOverlap(p) ? overlapping(p) : apart(p)),
};
