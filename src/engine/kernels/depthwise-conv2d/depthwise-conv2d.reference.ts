/** Depthwise convolution and its two gradients in float64, from their definition. */
import type { DepthwiseParameters } from './depthwise-conv2d.wgsl.ts';

type Values = ArrayLike<number>;

export interface DepthwiseReference {
  readonly y: Float64Array;
  readonly dx: Float64Array;
  readonly dw: Float64Array;
}

/** The output for x and the filter, and both gradients for dy. */
export function depthwiseReference(
  p: DepthwiseParameters,
  batch: number,
  x: Values,
  filter: Values,
  dy: Values,
): DepthwiseReference {
  const at = (values: Values, index: number): number => values[index] ?? Number.NaN;
  const y = new Float64Array(batch * p.outHeight * p.outWidth * p.outChannels);
  const dx = new Float64Array(batch * p.inHeight * p.inWidth * p.inChannels);
  const dw = new Float64Array(p.filterHeight * p.filterWidth * p.outChannels);
  for (let o = 0; o < y.length; o++) {
    const co = o % p.outChannels;
    const ox = Math.floor(o / p.outChannels) % p.outWidth;
    const oy = Math.floor(o / (p.outChannels * p.outWidth)) % p.outHeight;
    const n = Math.floor(o / (p.outChannels * p.outWidth * p.outHeight));
    for (let ky = 0; ky < p.filterHeight; ky++)
      for (let kx = 0; kx < p.filterWidth; kx++) {
        const iy = oy * p.strideHeight - p.padTop + ky * p.dilationHeight;
        const ix = ox * p.strideWidth - p.padLeft + kx * p.dilationWidth;
        if (iy < 0 || iy >= p.inHeight || ix < 0 || ix >= p.inWidth) continue;
        const i = ((n * p.inHeight + iy) * p.inWidth + ix) * p.inChannels + Math.floor(co / p.multiplier);
        const f = (ky * p.filterWidth + kx) * p.outChannels + co;
        y[o] = at(y, o) + at(x, i) * at(filter, f);
        dx[i] = at(dx, i) + at(dy, o) * at(filter, f);
        dw[f] = at(dw, f) + at(dy, o) * at(x, i);
      }
  }
  return { y, dx, dw };
}
