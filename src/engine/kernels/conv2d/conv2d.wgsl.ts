/**
 * Convolution by register tiles, without barriers: each invocation holds a strip of `strip` neighbouring output pixels
 * of a row × 4·`vectors` output channels. Neighbouring windows overlap, so the strip's input columns are read once and
 * serve all `taps` columns of the filter; a filter vector serves the whole strip. Neighbouring invocations take
 * neighbouring channels of the same strip: they read the input at one address, and the filter side by side. Where `lanes`
 * invocations hand each other the filter, they take the same channels of neighbouring strips.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector, within } from '../vector-access.ts';
import { type Conv2DGeometry, touchesPadding } from './conv2d-geometry.ts';
import { type FilterReading, filterReading } from './filter-reading.ts';

export type Conv2DParameters = Conv2DGeometry & {
  readonly strip: number;
  readonly vectors: number;
  /** Filter columns written out in the code: all of them, or 1 to loop over them. */
  readonly taps: number;
  /** Input channels read together: 4 where the channels divide by four, or 1. */
  readonly depth: 1 | 4;
  /** The subgroup's size, which is the workgroup's, or 1 where each invocation reads the filter for itself. */
  readonly lanes: number;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

const lanes = ['x', 'y', 'z', 'w'] as const;

/** The input columns that the strip needs for the filter columns written out, counted from its first. */
function stripColumns(p: Conv2DParameters): number[] {
  const columns = new Set<number>();
  for (let pixel = 0; pixel < p.strip; pixel++)
    for (let tap = 0; tap < p.taps; tap++) columns.add(pixel * p.strideWidth + tap * p.dilationWidth);
  return [...columns].toSorted((a, b) => a - b);
}

function innerProducts(p: Conv2DParameters, filter: FilterReading): string {
  const padded = touchesPadding(p);
  const zero = p.depth === 4 ? 'vec4<f32>(0.0)' : '0.0';
  const loadX = (column: number) => {
    const value = `x[(at + ${column * p.inChannels} + c)${p.depth === 4 ? ' / 4' : ''}]`;
    return padded ? `select(${zero}, ${value}, isRow & ${within(`left + ${column}`, p.inWidth)})` : value;
  };
  const products = (tap: number, lane: number) => `{
    ${unroll(p.vectors, (v) => `let w${v} = ${filter.value(tap, lane, v)};`)}
    ${unroll(p.strip, (i) => {
      const x = `x${i * p.strideWidth + tap * p.dilationWidth}${p.depth === 4 ? `.${lanes[lane]}` : ''}`;
      return unroll(p.vectors, (v) => `a${i}_${v} = fma(vec4<f32>(${x}), w${v}, a${i}_${v});`);
    })}
  }`;
  return `
    ${stripColumns(p)
      .map((column) => `let x${column} = ${loadX(column)};`)
      .join('\n')}
    ${filter.read}
    ${unroll(p.taps, (tap) => unroll(p.depth, (lane) => products(tap, lane)))}`;
}

function code(p: Conv2DParameters): string {
  const wholeOutput = p.outChannels % 4 === 0;
  const strips = Math.ceil(p.outWidth / p.strip);
  const filter = filterReading(p, `(uniforms.outShape.x * ${p.outHeight * strips})`);
  const padded = touchesPadding(p);
  // All of a subgroup stay together.
  const skipsRows = padded && p.lanes === 1;
  const rowElements = p.inWidth * p.inChannels;
  return `
  ${filter.functions}
  ${p.bias && !wholeOutput ? loadVector('loadBias', 'bias', p.outChannels) : ''}
  ${activationCode(p.activation)}
  fn main(index : i32) {
    ${filter.place}
    let imageRow = position / ${strips};
    let outX = (position % ${strips}) * ${p.strip};
    let n = imageRow / ${p.outHeight};
    let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop};
    let firstLeft = outX * ${p.strideWidth} - ${p.padLeft};
    ${unroll(p.strip, (i) => unroll(p.vectors, (v) => `var a${i}_${v} = vec4<f32>(0.0);`))}
    for (var row = 0; row < ${p.filterHeight}; row++) {
      let y = top + row * ${p.dilationHeight};
      ${skipsRows ? `if (!${within('y', p.inHeight)}) { continue; }` : ''}
      ${padded ? `let isRow = ${skipsRows ? 'true' : within('y', p.inHeight)};` : ''}
      for (var column = 0; column < ${p.filterWidth}; column += ${p.taps}) {
        let left = firstLeft + column * ${p.dilationWidth};
        let at = (n * ${p.inHeight} + y) * ${rowElements} + left * ${p.inChannels};
        var w = (row * ${p.filterWidth} + column) * ${p.inChannels * p.outChannels} + channel;
        for (var c = 0; c < ${p.inChannels}; c += ${p.depth}) {
          ${innerProducts(p, filter)}
          w += ${p.depth * p.outChannels};
        }
      }
    }
    let outAt = (imageRow * ${p.outWidth} + outX) * ${p.outChannels};
    ${unroll(
      p.vectors,
      (v) => `
    {
      let c = channel + ${v * 4};
      if (c < ${p.outChannels}) {
        ${p.bias ? `let offset = ${wholeOutput ? 'bias[c / 4]' : 'loadBias(c, c)'};` : ''}
        ${unroll(p.strip, (i) => {
          const value = `activation(a${i}_${v}${p.bias ? ' + offset' : ''})`;
          const to = `outAt + ${i * p.outChannels} + c`;
          return wholeOutput
            ? `if (isOwn & (outX + ${i} < ${p.outWidth})) { result[(${to}) / 4] = ${value}; }`
            : `if (isOwn & (outX + ${i} < ${p.outWidth})) {
                 let value = ${value};
                 for (var lane = 0; lane < min(4, ${p.outChannels} - c); lane++) { result[${to} + lane] = value[lane]; }
               }`;
        })}
      }
    }`,
    )}
  }`;
}

export const conv2DTemplate: KernelTemplate<Conv2DParameters> = { name: 'conv2d', code };

/** With more than one lane. */
export const handedConv2DTemplate: KernelTemplate<Conv2DParameters> = {
  name: 'handed-conv2d',
  extensions: ['subgroups'],
  code,
};
