/** Convolution and its two gradients in float64, straight from their definition. NHWC, HWIO. */
import type { Conv2DGeometry } from './conv2d-geometry.ts';

type Values = ArrayLike<number>;

/** Calls `visit` for each product of the convolution, with the flat indices of x, the filter and the output. */
function eachProduct(g: Conv2DGeometry, batch: number, visit: (x: number, filter: number, y: number) => void): void {
  for (let n = 0; n < batch; n++)
    for (let oy = 0; oy < g.outHeight; oy++)
      for (let ox = 0; ox < g.outWidth; ox++)
        for (let ky = 0; ky < g.filterHeight; ky++)
          for (let kx = 0; kx < g.filterWidth; kx++) {
            const iy = oy * g.strideHeight - g.padTop + ky * g.dilationHeight;
            const ix = ox * g.strideWidth - g.padLeft + kx * g.dilationWidth;
            if (iy < 0 || iy >= g.inHeight || ix < 0 || ix >= g.inWidth) continue;
            for (let ci = 0; ci < g.inChannels; ci++)
              for (let co = 0; co < g.outChannels; co++)
                visit(
                  ((n * g.inHeight + iy) * g.inWidth + ix) * g.inChannels + ci,
                  ((ky * g.filterWidth + kx) * g.inChannels + ci) * g.outChannels + co,
                  ((n * g.outHeight + oy) * g.outWidth + ox) * g.outChannels + co,
                );
          }
}

const at = (values: Values, index: number): number => values[index] ?? Number.NaN;

/** The sums before bias and activation, [batch, out height, out width, out channels]. */
export function conv2DReference(g: Conv2DGeometry, batch: number, x: Values, filter: Values): Float64Array {
  const y = new Float64Array(batch * g.outHeight * g.outWidth * g.outChannels);
  eachProduct(g, batch, (i, f, o) => {
    y[o] = at(y, o) + at(x, i) * at(filter, f);
  });
  return y;
}

/** dW, shaped like the filter. */
export function conv2DBackpropFilterReference(g: Conv2DGeometry, batch: number, x: Values, dy: Values): Float64Array {
  const dw = new Float64Array(g.filterHeight * g.filterWidth * g.inChannels * g.outChannels);
  eachProduct(g, batch, (i, f, o) => {
    dw[f] = at(dw, f) + at(x, i) * at(dy, o);
  });
  return dw;
}

/** dX, shaped like x. */
export function conv2DBackpropInputReference(
  g: Conv2DGeometry,
  batch: number,
  dy: Values,
  filter: Values,
): Float64Array {
  const dx = new Float64Array(batch * g.inHeight * g.inWidth * g.inChannels);
  eachProduct(g, batch, (i, f, o) => {
    dx[i] = at(dx, i) + at(dy, o) * at(filter, f);
  });
  return dx;
}
