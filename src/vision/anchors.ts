/**
 * Anchors: the reference boxes of every cell of a feature map that a detector predicts offsets from
 * (Faster R-CNN, Ren et al. 2015, https://arxiv.org/abs/1506.01497).
 *
 * The anchors of a cell share its centre, (row + 0.5, column + 0.5) × stride. They are not rounded to whole pixels,
 * as the paper's own code does, so that halving the stride and the scales halves the anchors.
 */
import type { Box, Size } from './box.ts';
import { fromCentred } from './box-formats.ts';

export interface AnchorShapes {
  /** Square roots of the anchors' areas, in pixels of the picture. */
  readonly scales: readonly number[];
  /** Height over width. */
  readonly ratios: readonly number[];
}

/** The nine of Faster R-CNN: three areas, each square, lying and upright. */
export const FASTER_RCNN_SHAPES: AnchorShapes = { scales: [128, 256, 512], ratios: [0.5, 1, 2] };

/** Height and width of the anchors of one cell, in pixels: for each scale every ratio. */
export function anchorSizes({ scales, ratios }: AnchorShapes): readonly Size[] {
  return scales.flatMap((scale) =>
    ratios.map((ratio) => ({ height: scale * Math.sqrt(ratio), width: scale / Math.sqrt(ratio) })),
  );
}

/**
 * The anchors of a whole feature map in pixels of the picture, ordered as `[rows, columns, scales, ratios]`, the order
 * in which a head with layout `[batch, height, width, anchors]` predicts for them. Those at the edge reach beyond the
 * picture.
 *
 * @param featureMap rows and columns of the feature map
 * @param stride pixels of the picture between two cells of the feature map
 */
export function anchorGrid(
  featureMap: Size,
  stride: number,
  shapes: AnchorShapes = FASTER_RCNN_SHAPES,
): readonly Box[] {
  const sizes = anchorSizes(shapes);
  const anchors: Box[] = [];
  for (let row = 0; row < featureMap.height; row++) {
    for (let column = 0; column < featureMap.width; column++) {
      const center = { centerY: (row + 0.5) * stride, centerX: (column + 0.5) * stride };
      for (const size of sizes) anchors.push(fromCentred({ ...center, ...size }));
    }
  }
  return anchors;
}
