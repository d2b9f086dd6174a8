/**
 * The gradient of a convolution to its input, by register tiles without barriers. Each invocation holds `pixels` input
 * pixels × `channels` input channels and walks over the taps and the output channels, which lie next to each other in
 * both dy and the filter: products are dot products of vectors.
 *
 * With strides only some taps reach a pixel, the same ones for all pixels that share their position modulo the strides.
 * So an invocation's pixels all have one such phase, and it skips the other taps as a whole.
 */
import type { Conv2DGeometry } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';

export type Conv2DBackpropInputParameters = Conv2DGeometry & {
  readonly pixels: number;
  readonly channels: number;
};

function code(p: Conv2DBackpropInputParameters): string {
  const wholeInput = p.inChannels % 4 === 0 && p.channels % 4 === 0;
  const wholeOutput = p.outChannels % 4 === 0;
  const phaseHeight = Math.ceil(p.inHeight / p.strideHeight);
  const phaseWidth = Math.ceil(p.inWidth / p.strideWidth);
  const channelBlocks = Math.ceil(p.inChannels / p.channels);
  const zero = wholeOutput ? 'vec4<f32>(0.0)' : '0.0';
  const index = (at: string) => (wholeOutput ? `(${at}) / 4` : at);
  const eachTile = (piece: (pixel: number, channel: number) => string) =>
    unroll(p.pixels, (pixel) => unroll(p.channels, (channel) => piece(pixel, channel)));
  const exact = (stride: number, value: string) => (stride === 1 ? 'true' : `(${value}) % ${stride} == 0`);
  return `
  fn main(index : i32) {
    let count = uniforms.outShape.x * ${phaseHeight * phaseWidth};
    let first = i32(globalId.x) * ${p.pixels};
    if (first >= count) { return; }
    let channel = (i32(workgroupId.y) % ${channelBlocks}) * ${p.channels};
    let phase = i32(workgroupId.y) / ${channelBlocks};
    let phaseY = phase / ${p.strideWidth};
    let phaseX = phase % ${p.strideWidth};
    ${unroll(
      p.pixels,
      (i) => `
    let q${i} = min(first + ${i}, count - 1);
    let n${i} = q${i} / ${phaseHeight * phaseWidth};
    let s${i} = q${i} - n${i} * ${phaseHeight * phaseWidth};
    let r${i} = s${i} / ${phaseWidth};
    let y${i} = r${i} * ${p.strideHeight} + phaseY;
    let x${i} = (s${i} - r${i} * ${phaseWidth}) * ${p.strideWidth} + phaseX;`,
    )}
    ${eachTile((i, c) => `var a${i}_${c} = 0.0;`)}
    for (var row = 0; row < ${p.filterHeight}; row++) {
      if (!(${exact(p.strideHeight, `phaseY + ${p.padTop + p.strideHeight * p.filterHeight * p.dilationHeight} - row * ${p.dilationHeight}`)})) { continue; }
      for (var column = 0; column < ${p.filterWidth}; column++) {
        if (!(${exact(p.strideWidth, `phaseX + ${p.padLeft + p.strideWidth * p.filterWidth * p.dilationWidth} - column * ${p.dilationWidth}`)})) { continue; }
        ${unroll(
          p.pixels,
          (i) => `
        let reachY${i} = y${i} + ${p.padTop} - row * ${p.dilationHeight};
        let reachX${i} = x${i} + ${p.padLeft} - column * ${p.dilationWidth};
        let outY${i} = reachY${i}${p.strideHeight === 1 ? '' : ` / ${p.strideHeight}`};
        let outX${i} = reachX${i}${p.strideWidth === 1 ? '' : ` / ${p.strideWidth}`};
        let inside${i} = (reachY${i} >= 0) & (reachX${i} >= 0) & (outY${i} < ${p.outHeight}) & (outX${i} < ${p.outWidth});
        let at${i} = select(0, ((n${i} * ${p.outHeight} + outY${i}) * ${p.outWidth} + outX${i}) * ${p.outChannels}, inside${i});`,
        )}
        let tap = (row * ${p.filterWidth} + column) * ${p.inChannels};
        ${unroll(p.channels, (c) => `let w${c} = (tap + min(channel + ${c}, ${p.inChannels - 1})) * ${p.outChannels};`)}
        for (var c = 0; c < ${p.outChannels}; c += ${wholeOutput ? 4 : 1}) {
          ${unroll(p.pixels, (i) => `let d${i} = select(${zero}, dy[${index(`at${i} + c`)}], inside${i});`)}
          ${unroll(
            p.channels,
            (c) => `{
            let f = kernel[${index(`w${c} + c`)}];
            ${unroll(p.pixels, (i) => (wholeOutput ? `a${i}_${c} += dot(d${i}, f);` : `a${i}_${c} = fma(d${i}, f, a${i}_${c});`))}
          }`,
          )}
        }
      }
    }
    ${unroll(
      p.pixels,
      (i) => `
    if (first + ${i} < count && y${i} < ${p.inHeight} && x${i} < ${p.inWidth}) {
      let at = ((n${i} * ${p.inHeight} + y${i}) * ${p.inWidth} + x${i}) * ${p.inChannels} + channel;
      ${
        wholeInput
          ? unroll(p.channels / 4, (v) => {
              const lanes = [0, 1, 2, 3].map((lane) => `a${i}_${v * 4 + lane}`);
              return `if (channel + ${v * 4} < ${p.inChannels}) { result[(at + ${v * 4}) / 4] = vec4<f32>(${lanes.join(', ')}); }`;
            })
          : unroll(p.channels, (c) => `if (channel + ${c} < ${p.inChannels}) { result[at + ${c}] = a${i}_${c}; }`)
      }
    }`,
    )}
  }`;
}

export const conv2DBackpropInputTemplate: KernelTemplate<Conv2DBackpropInputParameters> = {
  name: 'conv2d-backprop-input',
  code,
};
