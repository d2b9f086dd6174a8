/**
 * Convolution by register tiles, without barriers: each invocation holds `pixels` output pixels × 4·`vectors` output
 * channels and walks over the taps of the filter and the input channels. One x value serves 4·`vectors` products, one
 * filter vector serves `pixels`. Neighbouring invocations take neighbouring pixels of the same channels, so the filter
 * is read at one address by a whole workgroup.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { loadVector, within } from '../vector-access.ts';
import { type Conv2DGeometry, touchesPadding } from './conv2d-geometry.ts';

export type Conv2DParameters = Conv2DGeometry & {
  readonly pixels: number;
  readonly vectors: number;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

function code(p: Conv2DParameters): string {
  const wholeInput = p.inChannels % 4 === 0;
  const wholeOutput = p.outChannels % 4 === 0;
  const padded = touchesPadding(p);
  const loadFilter = (index: string, channel: string) =>
    wholeOutput ? `kernel[(${index}) / 4]` : `loadFilter(${index}, ${channel})`;
  const guard = (value: string, pixel: number) =>
    padded ? `select(${wholeInput ? 'vec4<f32>(0.0)' : '0.0'}, ${value}, inside${pixel})` : value;
  // Accumulators are a0_0 … a<pixel>_<vector>.
  const eachTile = (piece: (pixel: number, vector: number) => string) =>
    unroll(p.pixels, (pixel) => unroll(p.vectors, (vector) => piece(pixel, vector)));
  const products = (lane: string) => `
    ${unroll(p.vectors, (v) => `let w${v} = ${loadFilter(`w${lane === '' ? '' : ` + ${'xyzw'.indexOf(lane)} * ${p.outChannels}`} + ${v * 4}`, `channel + ${v * 4}`)};`)}
    ${eachTile((i, v) => `a${i}_${v} = fma(vec4<f32>(x${i}${lane === '' ? '' : `.${lane}`}), w${v}, a${i}_${v});`)}`;
  return `
  ${wholeOutput ? '' : loadVector('loadFilter', 'kernel', p.outChannels)}
  ${p.bias && !wholeOutput ? loadVector('loadBias', 'bias', p.outChannels) : ''}
  ${activationCode(p.activation)}
  fn main(index : i32) {
    let batch = uniforms.outShape.x;
    let count = batch * ${p.outHeight * p.outWidth};
    let first = i32(globalId.x) * ${p.pixels};
    if (first >= count) { return; }
    let channel = i32(workgroupId.y) * ${4 * p.vectors};
    ${unroll(p.pixels, (i) => {
      const pixel = `min(first + ${i}, count - 1)`;
      return `
      let q${i} = ${pixel};
      let n${i} = q${i} / ${p.outHeight * p.outWidth};
      let s${i} = q${i} - n${i} * ${p.outHeight * p.outWidth};
      let r${i} = s${i} / ${p.outWidth};
      let top${i} = r${i} * ${p.strideHeight} - ${p.padTop};
      let left${i} = (s${i} - r${i} * ${p.outWidth}) * ${p.strideWidth} - ${p.padLeft};
      let base${i} = ((n${i} * ${p.inHeight} + top${i}) * ${p.inWidth} + left${i}) * ${p.inChannels};`;
    })}
    ${eachTile((i, v) => `var a${i}_${v} = vec4<f32>(0.0);`)}
    for (var row = 0; row < ${p.filterHeight}; row++) {
      for (var column = 0; column < ${p.filterWidth}; column++) {
        let offset = (row * ${p.dilationHeight * p.inWidth} + column * ${p.dilationWidth}) * ${p.inChannels};
        ${
          padded
            ? unroll(
                p.pixels,
                (i) => `
        let y${i} = top${i} + row * ${p.dilationHeight};
        let z${i} = left${i} + column * ${p.dilationWidth};
        let inside${i} = ${within(`y${i}`, p.inHeight)} & ${within(`z${i}`, p.inWidth)};
        let at${i} = select(0, base${i} + offset, inside${i});`,
              )
            : unroll(p.pixels, (i) => `let at${i} = base${i} + offset;`)
        }
        var w = (row * ${p.filterWidth} + column) * ${p.inChannels * p.outChannels} + channel;
        for (var c = 0; c < ${p.inChannels}; c += ${wholeInput ? 4 : 1}) {
          ${unroll(p.pixels, (i) => `let x${i} = ${guard(`x[(at${i} + c)${wholeInput ? ' / 4' : ''}]`, i)};`)}
          ${wholeInput ? ['x', 'y', 'z', 'w'].map((lane) => `{ ${products(lane)} }`).join('\n') : `{ ${products('')} }`}
          w += ${(wholeInput ? 4 : 1) * p.outChannels};
        }
      }
    }
    ${unroll(
      p.vectors,
      (v) => `
    {
      let c = channel + ${v * 4};
      if (c < ${p.outChannels}) {
        ${p.bias ? `let offset = ${wholeOutput ? 'bias[c / 4]' : 'loadBias(c, c)'};` : ''}
        ${unroll(p.pixels, (i) => {
          const value = `activation(a${i}_${v}${p.bias ? ' + offset' : ''})`;
          const at = `(first + ${i}) * ${p.outChannels} + c`;
          return wholeOutput
            ? `if (first + ${i} < count) { result[(${at}) / 4] = ${value}; }`
            : `if (first + ${i} < count) {
                 let value = ${value};
                 for (var lane = 0; lane < min(4, ${p.outChannels} - c); lane++) { result[${at} + lane] = value[lane]; }
               }`;
        })}
      }
    }`,
    )}
  }`;
}

export const conv2DTemplate: KernelTemplate<Conv2DParameters> = { name: 'conv2d', code };
