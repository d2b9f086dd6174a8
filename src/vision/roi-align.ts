/**
 * RoIAlign (Mask R-CNN, He et al. 2017, https://arxiv.org/abs/1703.06870), in double precision, as a reference for
 * faster implementations; equal to ONNX's RoiAlign with mode `avg`.
 *
 * Nothing is rounded: each bin averages a grid of points, and each point mixes the four cells around it.
 */
import type { Box } from './box.ts';
import type { FeatureMap, RoiPoolingOptions } from './roi-features.ts';

export interface RoiAlignOptions extends RoiPoolingOptions {
  /**
   * Where the centre of the first cell lies. `halfPixel` at 0.5, like everything else here (`aligned=True` in
   * Detectron2 and torchvision); `outputHalfPixel` at 0, as the paper's first code had it, where regions also are at
   * least one cell high and wide. Named as in ONNX.
   */
  readonly coordinateMode: 'halfPixel' | 'outputHalfPixel';
  /** Points along each side of a bin; 0 for as many as a bin has cells, rounded up. */
  readonly samplingRatio: number;
}

/** A point along one axis, between two neighbouring cells. */
interface Sample {
  readonly low: number;
  readonly high: number;
  /** The share of `high`, 0..1. */
  readonly share: number;
}

/**
 * The mean activation of every bin of every region.
 *
 * @param regions boxes in pixels of the picture; points beyond the feature map by more than a cell count as 0
 * @returns `[regions, pooled height, pooled width, channels]` in row-major order
 */
export function roiAlign(features: FeatureMap, regions: readonly Box[], options: RoiAlignOptions): Float64Array {
  const { pooled, spatialScale } = options;
  const { channels, values, width } = features;
  const result = new Float64Array(regions.length * pooled.height * pooled.width * channels);
  const valueAt = (y: number, x: number, channel: number) => values[(y * width + x) * channels + channel] ?? Number.NaN;
  let offset = 0;
  for (const region of regions) {
    const rows = samples(region.y1 * spatialScale, region.y2 * spatialScale, pooled.height, features.height, options);
    const columns = samples(region.x1 * spatialScale, region.x2 * spatialScale, pooled.width, features.width, options);
    for (const row of rows) {
      for (const column of columns) {
        for (let channel = 0; channel < channels; channel++) {
          let total = 0;
          for (const y of row) {
            for (const x of column) {
              if (!y || !x) continue;
              const top = mix(valueAt(y.low, x.low, channel), valueAt(y.low, x.high, channel), x.share);
              const bottom = mix(valueAt(y.high, x.low, channel), valueAt(y.high, x.high, channel), x.share);
              total += mix(top, bottom, y.share);
            }
          }
          result[offset++] = total / Math.max(1, row.length * column.length);
        }
      }
    }
  }
  return result;
}

/** The points of each of `count` bins along one axis, for a region from `from` to `to` in cells; null beyond the map. */
function samples(
  from: number,
  to: number,
  count: number,
  cells: number,
  { coordinateMode, samplingRatio }: RoiAlignOptions,
): readonly (readonly (Sample | null)[])[] {
  const isHalfPixel = coordinateMode === 'halfPixel';
  const start = isHalfPixel ? from - 0.5 : from;
  const length = isHalfPixel ? to - from : Math.max(1, to - from);
  const step = length / count;
  const points = samplingRatio > 0 ? samplingRatio : Math.max(0, Math.ceil(step));
  return Array.from({ length: count }, (_, bin) =>
    Array.from({ length: points }, (_, point) => sampleAt(start + (bin + (point + 0.5) / points) * step, cells)),
  );
}

function sampleAt(position: number, cells: number): Sample | null {
  if (!(position >= -1 && position <= cells)) return null;
  const held = Math.min(Math.max(0, position), cells - 1);
  const low = Math.floor(held);
  return { low, high: Math.min(low + 1, cells - 1), share: held - low };
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}
