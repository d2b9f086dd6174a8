/** The gradient of max pooling in float64: each window's gradient goes to its first maximum, row by row. */
import type { PoolGeometry } from './max-pool-grad.wgsl.ts';

/** dX, shaped like x. */
export function maxPoolGradReference(
  p: PoolGeometry,
  batch: number,
  x: ArrayLike<number>,
  dy: ArrayLike<number>,
): Float64Array {
  const dx = new Float64Array(batch * p.inHeight * p.inWidth * p.channels);
  for (let n = 0; n < batch; n++)
    for (let oy = 0; oy < p.outHeight; oy++)
      for (let ox = 0; ox < p.outWidth; ox++)
        for (let c = 0; c < p.channels; c++) {
          let greatest = Number.NEGATIVE_INFINITY;
          let position = -1;
          for (let ky = 0; ky < p.filterHeight; ky++)
            for (let kx = 0; kx < p.filterWidth; kx++) {
              const iy = oy * p.strideHeight - p.padTop + ky;
              const ix = ox * p.strideWidth - p.padLeft + kx;
              if (iy < 0 || iy >= p.inHeight || ix < 0 || ix >= p.inWidth) continue;
              const at = ((n * p.inHeight + iy) * p.inWidth + ix) * p.channels + c;
              const value = x[at] ?? Number.NaN;
              if (value > greatest) {
                greatest = value;
                position = at;
              }
            }
          const gradient = dy[((n * p.outHeight + oy) * p.outWidth + ox) * p.channels + c] ?? Number.NaN;
          if (position >= 0) dx[position] = (dx[position] ?? 0) + gradient;
        }
  return dx;
}
