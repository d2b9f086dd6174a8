/**
 * What the regions of a segmentation look like, as histograms that sum to 1 and can be merged without going back to
 * the pixels (Uijlings et al. 2013, https://doi.org/10.1007/s11263-013-0620-5): colour, 25 bins of each of hue,
 * saturation and value; texture, 10 bins of the rise in each of 8 directions in each of red, green and blue.
 */
import { clamp } from '#base/math.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import type { Segmentation } from './graph-segmentation.ts';
import type { RgbPicture } from './rgb-picture.ts';

export interface RegionHistograms {
  readonly color: Float64Array;
  readonly texture: Float64Array;
}

const COLOR_BINS = 25;
const TEXTURE_BINS = 10;
const DIRECTIONS = Array.from({ length: 8 }, (_, index) => {
  const angle = (index * Math.PI) / 4;
  return { y: Math.sin(angle), x: Math.cos(angle) };
});

/** The steepest rise that central differences of values 0..255 can have, in one direction. */
const STEEPEST_RISE = 127.5 * Math.SQRT2;

/** The histograms of every region, by its index. */
export function regionHistograms(
  picture: RgbPicture,
  { labels, regionCount }: Segmentation,
): readonly RegionHistograms[] {
  const { height, width, values } = picture;
  const histograms = Array.from({ length: regionCount }, () => ({
    color: new Float64Array(3 * COLOR_BINS),
    texture: new Float64Array(3 * DIRECTIONS.length * TEXTURE_BINS),
  }));
  const smooth = gaussianBlur(picture, 1);
  const smoothAt = (y: number, x: number, channel: number) =>
    smooth[(clamp(y, 0, height - 1) * width + clamp(x, 0, width - 1)) * 3 + channel] ?? 0;
  labels.forEach((label, pixel) => {
    const histogram = histograms[label];
    if (!histogram) return;
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    hueSaturationValue(values[pixel * 3] ?? 0, values[pixel * 3 + 1] ?? 0, values[pixel * 3 + 2] ?? 0).forEach(
      (share, channel) => {
        count(histogram.color, channel, COLOR_BINS, share);
      },
    );
    for (let channel = 0; channel < 3; channel++) {
      const riseY = (smoothAt(y + 1, x, channel) - smoothAt(y - 1, x, channel)) / 2;
      const riseX = (smoothAt(y, x + 1, channel) - smoothAt(y, x - 1, channel)) / 2;
      DIRECTIONS.forEach((direction, index) => {
        const rise = Math.max(0, direction.y * riseY + direction.x * riseX);
        // The root spreads the small rises, which most are, over more than the first bin.
        const share = Math.sqrt(rise / STEEPEST_RISE);
        count(histogram.texture, channel * DIRECTIONS.length + index, TEXTURE_BINS, share);
      });
    }
  });
  return histograms.map(({ color, texture }) => ({ color: toShares(color), texture: toShares(texture) }));
}

/** The histograms of two regions of the given sizes taken together. */
export function mergeHistograms(
  a: RegionHistograms,
  sizeA: number,
  b: RegionHistograms,
  sizeB: number,
): RegionHistograms {
  const merge = (first: Float64Array, second: Float64Array) =>
    first.map((value, bin) => (value * sizeA + (second[bin] ?? 0) * sizeB) / (sizeA + sizeB));
  return { color: merge(a.color, b.color), texture: merge(a.texture, b.texture) };
}

/** How much two histograms share, 0..1. */
export function histogramIntersection(a: Float64Array, b: Float64Array): number {
  return a.reduce((shared, value, bin) => shared + Math.min(value, b[bin] ?? 0), 0);
}

/** Adds one to the bin that a share of 0..1 falls in, of the given one of several histograms in a row. */
function count(histogram: Float64Array, which: number, bins: number, share: number): void {
  const bin = which * bins + clamp(Math.floor(share * bins), 0, bins - 1);
  histogram[bin] = (histogram[bin] ?? 0) + 1;
}

function toShares(histogram: Float64Array): Float64Array {
  const total = histogram.reduce((sum, value) => sum + value, 0);
  return histogram.map((value) => value / total);
}

/** Red, green and blue of 0..255 as hue, saturation and value of 0..1; the hue of a grey is 0. */
function hueSaturationValue(red: number, green: number, blue: number): readonly [number, number, number] {
  const largest = Math.max(red, green, blue);
  const range = largest - Math.min(red, green, blue);
  const saturation = largest === 0 ? 0 : range / largest;
  if (range === 0) return [0, saturation, largest / 255];
  const sixth =
    largest === red ? (green - blue) / range : largest === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  return [((sixth + 6) % 6) / 6, saturation, largest / 255];
}
