/**
 * Depthwise convolution and its gradients by register tiles. Every output channel reads one input channel, so a tile
 * is a strip of neighbouring pixels, whose windows overlap: a column read once serves all filter columns.
 *
 * With one output per input channel (`multiplier` 1) and channels that divide by four, values are vectors of four
 * channels; else they are single channels.
 */
import { activationCode, type FusedActivation } from '../activation.ts';
import { type Conv2DGeometry, touchesPadding } from '../conv2d/conv2d-geometry.ts';
import { type KernelTemplate, unroll } from '../run-kernel.ts';
import { within } from '../vector-access.ts';

export type DepthwiseParameters = Conv2DGeometry & {
  /** Output channels of each input channel. */
  readonly multiplier: number;
  readonly components: 1 | 4;
};

export type DepthwiseForwardParameters = DepthwiseParameters & {
  readonly strip: number;
  readonly bias: boolean;
  readonly activation: FusedActivation;
};

export type DepthwiseFilterParameters = DepthwiseParameters & { readonly parts: number };

/** WGSL that names the value type and the widths of a pixel of x and of y in values. */
function widths(p: DepthwiseParameters): {
  readonly type: string;
  readonly inWidth: number;
  readonly outWidth: number;
} {
  return {
    type: p.components === 4 ? 'vec4<f32>' : 'f32',
    inWidth: p.inChannels / p.components,
    outWidth: p.outChannels / p.components,
  };
}

function forward(p: DepthwiseForwardParameters): string {
  const { type, inWidth, outWidth } = widths(p);
  const strips = Math.ceil(p.outWidth / p.strip);
  const padded = touchesPadding(p);
  const columns = new Set<number>();
  for (let i = 0; i < p.strip; i++)
    for (let k = 0; k < p.filterWidth; k++) columns.add(i * p.strideWidth + k * p.dilationWidth);
  const load = (column: number) => {
    const value = `x[at + ${column * inWidth}]`;
    return padded ? `select(${type}(0.0), ${value}, ${within(`left + ${column}`, p.inWidth)})` : value;
  };
  const activated = (sum: string) => (p.components === 4 ? `activation(${sum})` : `activation(vec4<f32>(${sum})).x`);
  return `
  ${activationCode(p.activation)}
  fn main(index : i32) {
    if (index >= uniforms.outShape.x * ${p.outHeight * strips * outWidth}) { return; }
    let channel = index % ${outWidth};
    let position = index / ${outWidth};
    let outX = (position % ${strips}) * ${p.strip};
    let imageRow = position / ${strips};
    let n = imageRow / ${p.outHeight};
    let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop};
    let left = outX * ${p.strideWidth} - ${p.padLeft};
    ${unroll(p.strip, (i) => `var a${i} = ${type}(0.0);`)}
    for (var row = 0; row < ${p.filterHeight}; row++) {
      let y = top + row * ${p.dilationHeight};
      ${padded ? `if (!${within('y', p.inHeight)}) { continue; }` : ''}
      let at = ((n * ${p.inHeight} + y) * ${p.inWidth} + left) * ${inWidth} + channel / ${p.multiplier};
      ${[...columns].map((column) => `let x${column} = ${load(column)};`).join('\n')}
      ${unroll(
        p.filterWidth,
        (k) => `{
        let w = kernel[(row * ${p.filterWidth} + ${k}) * ${outWidth} + channel];
        ${unroll(p.strip, (i) => `a${i} = fma(x${i * p.strideWidth + k * p.dilationWidth}, w, a${i});`)}
      }`,
      )}
    }
    ${p.bias ? 'let offset = bias[channel];' : ''}
    ${unroll(
      p.strip,
      (i) =>
        `if (outX + ${i} < ${p.outWidth}) { result[(imageRow * ${p.outWidth} + outX + ${i}) * ${outWidth} + channel] = ${activated(`a${i}${p.bias ? ' + offset' : ''}`)}; }`,
    )}
  }`;
}

function inputGradient(p: DepthwiseParameters): string {
  const { type, inWidth, outWidth } = widths(p);
  return `
  fn main(index : i32) {
    if (index >= uniforms.outShape.x * ${p.inHeight * p.inWidth * inWidth}) { return; }
    let channel = index % ${inWidth};
    let column = index / ${inWidth} % ${p.inWidth};
    let row = index / ${inWidth * p.inWidth} % ${p.inHeight};
    let n = index / ${inWidth * p.inWidth * p.inHeight};
    var sum = ${type}(0.0);
    for (var tapY = 0; tapY < ${p.filterHeight}; tapY++) {
      let reachY = row + ${p.padTop} - tapY * ${p.dilationHeight};
      let outY = reachY / ${p.strideHeight};
      if (!((reachY >= 0) & (outY * ${p.strideHeight} == reachY) & (outY < ${p.outHeight}))) { continue; }
      for (var tapX = 0; tapX < ${p.filterWidth}; tapX++) {
        let reachX = column + ${p.padLeft} - tapX * ${p.dilationWidth};
        let outX = reachX / ${p.strideWidth};
        if (!((reachX >= 0) & (outX * ${p.strideWidth} == reachX) & (outX < ${p.outWidth}))) { continue; }
        let at = ((n * ${p.outHeight} + outY) * ${p.outWidth} + outX) * ${outWidth} + channel * ${p.multiplier};
        let w = (tapY * ${p.filterWidth} + tapX) * ${outWidth} + channel * ${p.multiplier};
        for (var m = 0; m < ${p.multiplier}; m++) { sum = fma(dy[at + m], kernel[w + m], sum); }
      }
    }
    result[index] = sum;
  }`;
}

function filterGradient(p: DepthwiseFilterParameters): string {
  const { type, inWidth, outWidth } = widths(p);
  const padded = touchesPadding(p);
  const slides = p.strideWidth === 1 && p.dilationWidth === 1;
  const lastTap = p.filterWidth - 1;
  const load = (r: number, k: number) => {
    const value = `x[rowAt${r} + (left + ${k * p.dilationWidth}) * ${inWidth}]`;
    if (!padded) return value;
    return `select(${type}(0.0), ${value}, inside${r} & ${within(`left + ${k * p.dilationWidth}`, p.inWidth)})`;
  };
  const eachRow = (piece: (row: number) => string) => unroll(p.filterHeight, piece);
  const eachTap = (piece: (row: number, column: number) => string) =>
    eachRow((r) => unroll(p.filterWidth, (k) => piece(r, k)));
  return `
  fn main(index : i32) {
    if (index >= ${outWidth * p.parts}) { return; }
    let channel = index % ${outWidth};
    let part = index / ${outWidth};
    let imageRows = uniforms.dyShape.x * ${p.outHeight};
    let begin = imageRows * part / ${p.parts};
    let end = imageRows * (part + 1) / ${p.parts};
    ${eachTap((r, k) => `var a${r}_${k} = ${type}(0.0);`)}
    for (var imageRow = begin; imageRow < end; imageRow++) {
      let n = imageRow / ${p.outHeight};
      let top = (imageRow % ${p.outHeight}) * ${p.strideHeight} - ${p.padTop};
      var left = ${-p.padLeft};
      var at = imageRow * ${p.outWidth * outWidth} + channel;
      ${eachRow(
        (r) => `
      let rowAt${r} = (n * ${p.inHeight} + top + ${r * p.dilationHeight}) * ${p.inWidth * inWidth} + channel / ${p.multiplier};
      ${padded ? `let inside${r} = ${within(`top + ${r * p.dilationHeight}`, p.inHeight)};` : ''}
      ${slides ? unroll(lastTap, (k) => `var x${r}_${k} = ${load(r, k)};`) : ''}`,
      )}
      for (var column = 0; column < ${p.outWidth}; column++) {
        let gradient = dy[at];
        ${eachRow((r) => (slides ? `let x${r}_${lastTap} = ${load(r, lastTap)};` : unroll(p.filterWidth, (k) => `let x${r}_${k} = ${load(r, k)};`)))}
        ${eachTap((r, k) => `a${r}_${k} = fma(x${r}_${k}, gradient, a${r}_${k});`)}
        ${slides ? eachRow((r) => unroll(lastTap, (k) => `x${r}_${k} = x${r}_${k + 1};`)) : ''}
        left += ${p.strideWidth};
        at += ${outWidth};
      }
    }
    ${eachTap((r, k) => `result[(part * ${p.filterHeight * p.filterWidth} + ${r * p.filterWidth + k}) * ${outWidth} + channel] = a${r}_${k};`)}
  }`;
}

export const depthwiseTemplate: KernelTemplate<DepthwiseForwardParameters> = { name: 'depthwise', code: forward };

export const depthwiseInputGradientTemplate: KernelTemplate<DepthwiseParameters> = {
  name: 'depthwise-backprop-input',
  code: inputGradient,
};

export const depthwiseFilterGradientTemplate: KernelTemplate<DepthwiseFilterParameters> = {
  name: 'depthwise-backprop-filter',
  code: filterGradient,
};
