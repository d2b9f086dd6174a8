/**
 * The gradient of a convolution to its filter, by register tiles without barriers. Each invocation holds a piece of
 * the filter: `tapRows` × `tapColumns` taps × `channels` input channels × 4·`vectors` output channels, and walks along
 * rows of the output. Neighbouring windows overlap: with stride 1 only one new input column is read per pixel, the
 * others move along. It sums over a part of the output rows; the `parts` partial results lie one behind the other for
 * a second pass to add.
 */
import { type Conv2DGeometry, touchesPadding } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector, within } from '../vector-access.ts';
import { type FilterPiece, filterPieces } from './filter-gradient-tile.ts';

export type Conv2DBackpropFilterParameters = Conv2DGeometry & FilterPiece & { readonly parts: number };

/** WGSL of what an invocation holds: where its piece of the filter begins, its sums, and how they are written. */
export interface PieceCode {
  /** Says `part`, `channel` (the first of the output), `firstChannel` (of the input), `firstRow` and `firstColumn`. */
  readonly place: (group: string, lane: string) => string;
  readonly begin: string;
  readonly sum: (row: number, column: number, channel: number, vector: number) => string;
  readonly write: string;
}

/** @param lanes neighbouring vectors of output channels that a group of invocations has, one each */
export function pieceCode(p: Conv2DBackpropFilterParameters, lanes: number): PieceCode {
  const wholeOutput = p.outChannels % 4 === 0;
  const pieces = filterPieces(p, p);
  const blocks = Math.ceil(pieces.vectors / lanes);
  const sum: PieceCode['sum'] = (row, column, channel, vector) => `a${row}_${column}_${channel}_${vector}`;
  const eachSum = (code: (row: number, column: number, channel: number, vector: number) => string) =>
    unroll(p.tapRows, (r) =>
      unroll(p.tapColumns, (k) => unroll(p.channels, (c) => unroll(p.vectors, (v) => code(r, k, c, v)))),
    );
  const write = (r: number, k: number, c: number, v: number) => {
    const to = `(partAt + ((firstRow + ${r}) * ${p.filterWidth} + firstColumn + ${k}) * ${p.inChannels} + firstChannel + ${c}) * ${p.outChannels} + channel + ${v * 4}`;
    const inFilter = [
      pieces.columns * p.tapColumns > p.filterWidth ? `firstColumn + ${k} < ${p.filterWidth}` : '',
      p.inChannels % p.channels === 0 ? '' : `firstChannel + ${c} < ${p.inChannels}`,
      p.outChannels % (4 * p.vectors * lanes) === 0 ? '' : `channel + ${v * 4} < ${p.outChannels}`,
    ].filter(Boolean);
    return `if (${inFilter.map((condition) => `(${condition})`).join(' & ') || 'true'}) { ${
      wholeOutput
        ? `result[(${to}) / 4] = ${sum(r, k, c, v)};`
        : `for (var lane = 0; lane < min(4, ${p.outChannels - v * 4} - channel); lane++) { result[${to} + lane] = ${sum(r, k, c, v)}[lane]; }`
    } }`;
  };
  return {
    place: (group, lane) => `
    let group = ${group};
    let part = group / ${pieces.rows * pieces.columns * pieces.channels * blocks};
    let channel = (group % ${blocks} * ${lanes} + ${lane}) * ${4 * p.vectors};
    let firstChannel = (group / ${blocks} % ${pieces.channels}) * ${p.channels};
    let firstColumn = (group / ${blocks * pieces.channels} % ${pieces.columns}) * ${p.tapColumns};
    let firstRow = (group / ${blocks * pieces.channels * pieces.columns} % ${pieces.rows}) * ${p.tapRows};`,
    begin: eachSum((r, k, c, v) => `var ${sum(r, k, c, v)} = vec4<f32>(0.0);`),
    sum,
    write: `
    let partAt = part * ${p.filterHeight * p.filterWidth * p.inChannels};
    ${eachSum(write)}`,
  };
}

function code(p: Conv2DBackpropFilterParameters): string {
  const wholeInput = p.inChannels % 4 === 0;
  const wholeOutput = p.outChannels % 4 === 0;
  const padded = touchesPadding(p);
  const slides = p.strideWidth === 1 && p.dilationWidth === 1 && p.tapColumns > 1;
  const pieces = filterPieces(p, p);
  const count = pieces.rows * pieces.columns * pieces.channels * pieces.vectors;
  const piece = pieceCode(p, 1);
  const step = wholeInput ? 4 : 1;
  const loads = p.channels / step;
  const type = wholeInput ? 'vec4<f32>' : 'f32';
  // Input values are x<row>_<column>_<load>.
  const eachTapRow = (piece: (row: number) => string) => unroll(p.tapRows, piece);
  const eachLoad = (piece: (load: number) => string) => unroll(loads, piece);
  const eachSum = (piece: (row: number, column: number, channel: number, vector: number) => string) =>
    eachTapRow((r) =>
      unroll(p.tapColumns, (k) => unroll(p.channels, (c) => unroll(p.vectors, (v) => piece(r, k, c, v)))),
    );
  const channelOf = (load: number) =>
    wholeInput || p.inChannels % p.channels === 0
      ? `firstChannel + ${load * step}`
      : `min(firstChannel + ${load}, ${p.inChannels - 1})`;
  // Pieces past the last channel of a whole input read zeros or neighbours; what they sum is not written.
  const load = (row: number, column: number, l: number) => {
    const at = `rowAt${row} + (left + ${column * p.dilationWidth}) * ${p.inChannels} + ${channelOf(l)}`;
    const value = `x[(${at})${wholeInput ? ' / 4' : ''}]`;
    if (!padded) return value;
    return `select(${type}(0.0), ${value}, inside${row} & ${within(`left + ${column * p.dilationWidth}`, p.inWidth)})`;
  };
  const xValue = (row: number, column: number, c: number) =>
    wholeInput ? `x${row}_${column}_${Math.floor(c / 4)}.${'xyzw'[c % 4]}` : `x${row}_${column}_${c}`;
  const lastTap = p.tapColumns - 1;
  return `
  ${wholeOutput ? '' : loadVector('loadDy', 'dy', p.outChannels)}
  fn main(cell : i32) {
    if (cell >= ${count * p.parts}) { return; }
    ${piece.place('cell', '0')}
    let imageRows = uniforms.dyShape.x * ${p.outHeight};
    let begin = imageRows * part / ${p.parts};
    let end = imageRows * (part + 1) / ${p.parts};
    ${piece.begin}
    for (var imageRow = begin; imageRow < end; imageRow++) {
      let n = imageRow / ${p.outHeight};
      let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop} + firstRow * ${p.dilationHeight};
      var left = firstColumn * ${p.dilationWidth} - ${p.padLeft};
      var at = imageRow * ${p.outWidth * p.outChannels} + channel;
      ${eachTapRow(
        (r) => `
      let rowAt${r} = (n * ${p.inHeight} + top + ${r * p.dilationHeight}) * ${p.inWidth * p.inChannels};
      ${padded ? `let inside${r} = ${within(`top + ${r * p.dilationHeight}`, p.inHeight)};` : ''}
      ${slides ? unroll(lastTap, (k) => eachLoad((l) => `var x${r}_${k}_${l} = ${load(r, k, l)};`)) : ''}`,
      )}
      for (var column = 0; column < ${p.outWidth}; column++) {
        ${eachTapRow((r) =>
          slides
            ? eachLoad((l) => `let x${r}_${lastTap}_${l} = ${load(r, lastTap, l)};`)
            : unroll(p.tapColumns, (k) => eachLoad((l) => `let x${r}_${k}_${l} = ${load(r, k, l)};`)),
        )}
        ${unroll(p.vectors, (v) => `let dy${v} = ${wholeOutput ? `dy[(at + ${v * 4}) / 4]` : `loadDy(at + ${v * 4}, channel + ${v * 4})`};`)}
        ${eachSum((r, k, c, v) => `${piece.sum(r, k, c, v)} = fma(vec4<f32>(${xValue(r, k, c)}), dy${v}, ${piece.sum(r, k, c, v)});`)}
        ${slides ? eachTapRow((r) => unroll(lastTap, (k) => eachLoad((l) => `x${r}_${k}_${l} = x${r}_${k + 1}_${l};`))) : ''}
        left += ${p.strideWidth};
        at += ${p.outChannels};
      }
    }
    ${piece.write}
  }`;
}

export const conv2DBackpropFilterTemplate: KernelTemplate<Conv2DBackpropFilterParameters> = {
  name: 'conv2d-backprop-filter',
  code,
};
