/** What every 2-D convolution kernel bakes into its code: all sizes but the batch's. Layout NHWC, filters HWIO. */
import type { backend_util } from '@tensorflow/tfjs';

type Conv2DInfo = ReturnType<typeof backend_util.computeConv2DInfo>;

export type Conv2DGeometry = {
  readonly inHeight: number;
  readonly inWidth: number;
  readonly inChannels: number;
  readonly outHeight: number;
  readonly outWidth: number;
  readonly outChannels: number;
  readonly filterHeight: number;
  readonly filterWidth: number;
  readonly strideHeight: number;
  readonly strideWidth: number;
  readonly dilationHeight: number;
  readonly dilationWidth: number;
  readonly padTop: number;
  readonly padLeft: number;
};

/** The geometry of a convolution as tfjs computed it. */
export function conv2DGeometry(info: Conv2DInfo): Conv2DGeometry {
  return {
    inHeight: info.inHeight,
    inWidth: info.inWidth,
    inChannels: info.inChannels,
    outHeight: info.outHeight,
    outWidth: info.outWidth,
    outChannels: info.outChannels,
    filterHeight: info.filterHeight,
    filterWidth: info.filterWidth,
    strideHeight: info.strideHeight,
    strideWidth: info.strideWidth,
    dilationHeight: info.dilationHeight,
    dilationWidth: info.dilationWidth,
    padTop: info.padInfo.top,
    padLeft: info.padInfo.left,
  };
}

/** Whether some tap of some window lies outside the input, so that the code has to look. */
export function touchesPadding(g: Conv2DGeometry): boolean {
  const lastRow = (g.outHeight - 1) * g.strideHeight - g.padTop + (g.filterHeight - 1) * g.dilationHeight;
  const lastColumn = (g.outWidth - 1) * g.strideWidth - g.padLeft + (g.filterWidth - 1) * g.dilationWidth;
  return g.padTop > 0 || g.padLeft > 0 || lastRow >= g.inHeight || lastColumn >= g.inWidth;
}
