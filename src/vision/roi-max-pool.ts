/**
 * RoI max pooling (Fast R-CNN, Girshick 2015, https://arxiv.org/abs/1504.08083), in double precision, as a reference
 * for faster implementations; equal to ONNX's MaxRoiPool.
 *
 * The region is rounded to whole cells of the feature map, its last row and column included, and divided into bins
 * whose edges are rounded outwards, so that neighbouring bins may share cells. What rounding loses is what `roiAlign`
 * keeps.
 */
import { clamp } from '#base/math.ts';
import type { Box } from './box.ts';
import type { FeatureMap, RoiPoolingOptions, Span } from './roi-features.ts';

/**
 * The largest activation of every bin of every region.
 *
 * @param regions boxes in pixels of the picture; they may reach beyond it
 * @returns `[regions, pooled height, pooled width, channels]` in row-major order; 0 for a bin outside the feature map
 */
export function roiMaxPool(features: FeatureMap, regions: readonly Box[], options: RoiPoolingOptions): Float64Array {
  const { pooled, spatialScale } = options;
  const { channels, values, width } = features;
  const result = new Float64Array(regions.length * pooled.height * pooled.width * channels);
  let offset = 0;
  for (const region of regions) {
    const rows = bins(region.y1 * spatialScale, region.y2 * spatialScale, pooled.height, features.height);
    const columns = bins(region.x1 * spatialScale, region.x2 * spatialScale, pooled.width, features.width);
    for (const row of rows) {
      for (const column of columns) {
        for (let channel = 0; channel < channels; channel++) {
          let largest = Number.NEGATIVE_INFINITY;
          for (let y = row.start; y < row.end; y++) {
            for (let x = column.start; x < column.end; x++) {
              largest = Math.max(largest, values[(y * width + x) * channels + channel] ?? Number.NaN);
            }
          }
          result[offset++] = largest === Number.NEGATIVE_INFINITY ? 0 : largest;
        }
      }
    }
  }
  return result;
}

/** The cells of each of `count` bins along one axis, for a region from `from` to `to` in cells. */
function bins(from: number, to: number, count: number, cells: number): readonly Span[] {
  const first = roundHalfAway(from);
  const length = Math.max(1, roundHalfAway(to) - first + 1);
  return Array.from({ length: count }, (_, bin) => ({
    start: clamp(first + Math.floor((bin * length) / count), 0, cells),
    end: clamp(first + Math.ceil(((bin + 1) * length) / count), 0, cells),
  }));
}

/** Rounds as C's `round`, which the published implementations use: halves go away from zero. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
