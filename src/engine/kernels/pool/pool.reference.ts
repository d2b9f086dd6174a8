/** Pooling forward and the gradient of average pooling in float64; padding takes no part. */
import type { PoolGeometry } from './max-pool-grad.wgsl.ts';

export interface PoolReference {
  readonly max: Float64Array;
  readonly avg: Float64Array;
  /** dX of average pooling, shaped like x. */
  readonly avgGradient: Float64Array;
}

export function poolReference(
  p: PoolGeometry,
  batch: number,
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
): PoolReference {
  const outSize = batch * p.outHeight * p.outWidth * p.channels;
  const max = new Float64Array(outSize).fill(Number.NEGATIVE_INFINITY);
  const avg = new Float64Array(outSize);
  const avgGradient = new Float64Array(batch * p.inHeight * p.inWidth * p.channels);
  for (let out = 0; out < outSize; out++) {
    const c = out % p.channels;
    const ox = Math.floor(out / p.channels) % p.outWidth;
    const oy = Math.floor(out / (p.channels * p.outWidth)) % p.outHeight;
    const n = Math.floor(out / (p.channels * p.outWidth * p.outHeight));
    const inside: number[] = [];
    for (let ky = 0; ky < p.filterHeight; ky++)
      for (let kx = 0; kx < p.filterWidth; kx++) {
        const iy = oy * p.strideHeight - p.padTop + ky;
        const ix = ox * p.strideWidth - p.padLeft + kx;
        if (iy < 0 || iy >= p.inHeight || ix < 0 || ix >= p.inWidth) continue;
        inside.push(((n * p.inHeight + iy) * p.inWidth + ix) * p.channels + c);
      }
    for (const at of inside) {
      const value = x[at] ?? Number.NaN;
      max[out] = Math.max(max[out] ?? Number.NaN, value);
      avg[out] = (avg[out] ?? Number.NaN) + value / inside.length;
      avgGradient[at] = (avgGradient[at] ?? Number.NaN) + (dy[out] ?? Number.NaN) / inside.length;
    }
  }
  return { max, avg, avgGradient };
}
