/** The feature map that regions of interest are cut from, and the blocks of equal size that pooling makes of them. */
import type { Size } from './box.ts';

/** Activations of one picture, `[height, width, channels]` in row-major order. */
export interface FeatureMap extends Size {
  readonly channels: number;
  readonly values: ArrayLike<number>;
}

export interface RoiPoolingOptions {
  /** Rows and columns that every region becomes. */
  readonly pooled: Size;
  /** Cells of the feature map to a pixel of the picture: 1 / stride. */
  readonly spatialScale: number;
}

/** A span of rows or columns that a bin covers, from `start` up to and without `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
