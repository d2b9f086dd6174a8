/**
 * The same gradient for a software adapter, on which invocations that read one address read it each for themselves. The
 * `lanes` invocations of a subgroup have the same taps and input channels and neighbouring output channels. For a chunk
 * of neighbouring output pixels each reads a few values of the input and hands them to the others. Each subgroup sums
 * over one of `parts` stretches of the output's rows; none of its invocations may return before the others.
 */
import { touchesPadding } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { within } from '../vector-access.ts';
import { type Conv2DBackpropFilterParameters, pieceCode } from './conv2d-backprop-filter.wgsl.ts';
import { type HandedPiece, inputSpan } from './filter-gradient-tile.ts';

export type HandedBackpropFilterParameters = Conv2DBackpropFilterParameters & HandedPiece & { readonly lanes: number };

type SumName = (row: number, column: number, channel: number, vector: number) => string;

/** WGSL that adds what the pixels of an output row from `column` on have to say, the first of them at `left` and `at`. */
function chunkCode(p: HandedBackpropFilterParameters, sum: SumName): string {
  const padded = touchesPadding(p);
  const read = (row: number, i: number) => {
    const value = `x[rowAt${row} + left * ${p.inChannels} + handed${i}]`;
    const inside = padded ? `inside${row} & ${within(`left + ownColumn${i}`, p.inWidth)}` : 'isRow';
    return `let read${row}_${i} = select(0.0, ${value}, ${inside});`;
  };
  const xValue = (row: number, column: number, channel: number) => {
    const element = column * p.channels + channel;
    return `subgroupBroadcast(read${row}_${Math.floor(element / p.lanes)}, ${element % p.lanes}u)`;
  };
  const dyValue = (pixel: number, vector: number) => {
    const value = `dy[(at + ${pixel * p.outChannels + vector * 4}) / 4]`;
    // The last chunk may hang over the end of the row.
    return p.outWidth % p.chunk === 0 ? value : `select(vec4<f32>(0.0), ${value}, column + ${pixel} < ${p.outWidth})`;
  };
  const products = (row: number, pixel: number, tap: number, channel: number) => `{
    let value = vec4<f32>(x${pixel * p.strideWidth + tap * p.dilationWidth}_${channel});
    ${unroll(p.vectors, (v) => `${sum(row, tap, channel, v)} = fma(value, dy${pixel}_${v}, ${sum(row, tap, channel, v)});`)}
  }`;
  const columns = inputColumns(p);
  return `
    ${unroll(p.tapRows, (row) => unroll(readsOf(p), (i) => read(row, i)))}
    ${unroll(p.chunk, (pixel) => unroll(p.vectors, (v) => `let dy${pixel}_${v} = ${dyValue(pixel, v)};`))}
    ${unroll(
      p.tapRows,
      (row) => `{
      ${columns.map((column) => unroll(p.channels, (c) => `let x${column}_${c} = ${xValue(row, column, c)};`)).join('\n')}
      ${unroll(p.chunk, (i) => unroll(p.tapColumns, (k) => unroll(p.channels, (c) => products(row, i, k, c))))}
    }`,
    )}
    left += ${p.chunk * p.strideWidth};
    at += ${p.chunk * p.outChannels};`;
}

/** The columns of the input that some tap meets in a chunk, counted from the first. */
function inputColumns(p: HandedBackpropFilterParameters): readonly number[] {
  const columns = new Set<number>();
  for (let pixel = 0; pixel < p.chunk; pixel++)
    for (let tap = 0; tap < p.tapColumns; tap++) columns.add(pixel * p.strideWidth + tap * p.dilationWidth);
  return [...columns];
}

/** Values that an invocation reads of a row of the input for a chunk. */
const readsOf = (p: HandedBackpropFilterParameters) => Math.ceil((inputSpan(p, p) * p.channels) / p.lanes);

function code(p: HandedBackpropFilterParameters): string {
  const padded = touchesPadding(p);
  const piece = pieceCode(p, p.lanes);
  return `
  fn main(index : i32) {
    // The place in the subgroup is counted: its order is the driver's own affair.
    let place = i32(subgroupExclusiveAdd(1u));
    ${piece.place(`index / ${p.lanes}`, 'place')}
    ${unroll(
      readsOf(p),
      (i) => `
    let ownColumn${i} = (place + ${i * p.lanes}) / ${p.channels};
    let handed${i} = ownColumn${i} * ${p.inChannels} + firstChannel + (place + ${i * p.lanes}) % ${p.channels};`,
    )}
    let imageRows = uniforms.dyShape.x * ${p.outHeight};
    ${piece.begin}
    let rows = (imageRows + ${p.parts - 1}) / ${p.parts};
    for (var turn = 0; turn < rows; turn++) {
      let row = part * rows + turn;
      let isRow = row < imageRows;
      let imageRow = min(row, imageRows - 1);
      let n = imageRow / ${p.outHeight};
      let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop} + firstRow * ${p.dilationHeight};
      var left = firstColumn * ${p.dilationWidth} - ${p.padLeft};
      var at = imageRow * ${p.outWidth * p.outChannels} + channel;
      ${unroll(
        p.tapRows,
        (r) => `
      let rowAt${r} = (n * ${p.inHeight} + top + ${r * p.dilationHeight}) * ${p.inWidth * p.inChannels};
      ${padded ? `let inside${r} = isRow & ${within(`top + ${r * p.dilationHeight}`, p.inHeight)};` : ''}`,
      )}
      for (var column = 0; column < ${p.outWidth}; column += ${p.chunk}) {
        ${chunkCode(p, piece.sum)}
      }
    }
    ${piece.write}
  }`;
}

export const handedBackpropFilterTemplate: KernelTemplate<HandedBackpropFilterParameters> = {
  name: 'handed-conv2d-backprop-filter',
  extensions: ['subgroups'],
  code,
};
