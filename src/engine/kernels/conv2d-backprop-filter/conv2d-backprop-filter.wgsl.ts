/**
 * The gradient of a convolution to its filter, by register tiles without barriers. Seen as a matrix product, its rows
 * are the filter's (tap, input channel) pairs, its columns the output channels, and it sums over all output pixels of
 * the batch. Each invocation holds `rows` × 4·`vectors` of the result and sums over a part of the output rows; the
 * `parts` partial results lie one behind the other for a second pass to add.
 */
import { type Conv2DGeometry, touchesPadding } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector, within } from '../vector-access.ts';

export type Conv2DBackpropFilterParameters = Conv2DGeometry & {
  /** (Tap, input channel) pairs an invocation holds: a multiple of 4 where the input channels are. */
  readonly rows: number;
  readonly vectors: number;
  readonly parts: number;
};

function code(p: Conv2DBackpropFilterParameters): string {
  const wholeInput = p.inChannels % 4 === 0;
  const wholeOutput = p.outChannels % 4 === 0;
  const padded = touchesPadding(p);
  const allRows = p.filterHeight * p.filterWidth * p.inChannels;
  const rowBlocks = Math.ceil(allRows / p.rows);
  const columnBlocks = Math.ceil(p.outChannels / (4 * p.vectors));
  const step = wholeInput ? 4 : 1;
  const loads = p.rows / step;
  const eachTile = (piece: (row: number, vector: number) => string) =>
    unroll(p.rows, (row) => unroll(p.vectors, (vector) => piece(row, vector)));
  const xValue = (row: number) => (wholeInput ? `x${Math.floor(row / 4)}.${'xyzw'[row % 4]}` : `x${row}`);
  return `
  ${wholeOutput ? '' : loadVector('loadDy', 'dy', p.outChannels)}
  fn main(cell : i32) {
    if (cell >= ${rowBlocks * columnBlocks * p.parts}) { return; }
    let part = cell / ${rowBlocks * columnBlocks};
    let block = cell % ${rowBlocks * columnBlocks};
    let firstRow = (block / ${columnBlocks}) * ${p.rows};
    let channel = (block % ${columnBlocks}) * ${4 * p.vectors};
    let imageRows = uniforms.dyShape.x * ${p.outHeight};
    let begin = imageRows * part / ${p.parts};
    let end = imageRows * (part + 1) / ${p.parts};
    ${unroll(
      loads,
      (i) => `
    let row${i} = min(firstRow + ${i * step}, ${allRows - step});
    let tap${i} = row${i} / ${p.inChannels};
    let tapY${i} = (tap${i} / ${p.filterWidth}) * ${p.dilationHeight};
    let tapX${i} = (tap${i} % ${p.filterWidth}) * ${p.dilationWidth};
    let offset${i} = (tapY${i} * ${p.inWidth} + tapX${i}) * ${p.inChannels} + row${i} % ${p.inChannels};`,
    )}
    ${eachTile((r, v) => `var a${r}_${v} = vec4<f32>(0.0);`)}
    for (var imageRow = begin; imageRow < end; imageRow++) {
      let n = imageRow / ${p.outHeight};
      let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop};
      var left = ${-p.padLeft};
      var base = ((n * ${p.inHeight} + top) * ${p.inWidth} + left) * ${p.inChannels};
      var at = imageRow * ${p.outWidth * p.outChannels} + channel;
      ${padded ? unroll(loads, (i) => `let rowInside${i} = ${within(`top + tapY${i}`, p.inHeight)};`) : ''}
      for (var column = 0; column < ${p.outWidth}; column++) {
        ${unroll(loads, (i) => {
          const load = (where: string) => `x[(${where})${wholeInput ? ' / 4' : ''}]`;
          return padded
            ? `let inside${i} = rowInside${i} & ${within(`left + tapX${i}`, p.inWidth)};
               let x${i} = select(${wholeInput ? 'vec4<f32>(0.0)' : '0.0'}, ${load(`select(0, base + offset${i}, inside${i})`)}, inside${i});`
            : `let x${i} = ${load(`base + offset${i}`)};`;
        })}
        ${unroll(p.vectors, (v) => `let dy${v} = ${wholeOutput ? `dy[(at + ${v * 4}) / 4]` : `loadDy(at + ${v * 4}, channel + ${v * 4})`};`)}
        ${eachTile((r, v) => `a${r}_${v} = fma(vec4<f32>(${xValue(r)}), dy${v}, a${r}_${v});`)}
        left += ${p.strideWidth};
        base += ${p.strideWidth * p.inChannels};
        at += ${p.outChannels};
      }
    }
    let begun = part * ${allRows} + firstRow;
    ${unroll(
      p.vectors,
      (v) => `
    if (channel + ${v * 4} < ${p.outChannels}) {
      ${unroll(p.rows, (r) => {
        const at = `(begun + ${r}) * ${p.outChannels} + channel + ${v * 4}`;
        return `if (firstRow + ${r} < ${allRows}) { ${
          wholeOutput
            ? `result[(${at}) / 4] = a${r}_${v};`
            : `for (var lane = 0; lane < min(4, ${p.outChannels - v * 4} - channel); lane++) { result[${at} + lane] = a${r}_${v}[lane]; }`
        } }`;
      })}
    }`,
    )}
  }`;
}

export const conv2DBackpropFilterTemplate: KernelTemplate<Conv2DBackpropFilterParameters> = {
  name: 'conv2d-backprop-filter',
  code,
};
