/**
 * Selective search: proposes boxes that may hold an object, at all sizes, by merging the two neighbouring regions most
 * alike until one is left; every region on the way is a proposal
 * (Uijlings et al. 2013, https://doi.org/10.1007/s11263-013-0620-5, its single strategy in one colour space).
 */
import { areaOf, type Box } from './box.ts';
import { type GraphSegmentationOptions, type Segmentation, segmentGraph } from './graph-segmentation.ts';
import { enclosingBox } from './iou.ts';
import {
  histogramIntersection,
  mergeHistograms,
  type RegionHistograms,
  regionHistograms,
} from './region-histograms.ts';
import type { RgbPicture } from './rgb-picture.ts';

export interface SelectiveSearchRegion {
  /** In pixels of the picture. */
  readonly box: Box;
  /** Pixels that belong to it. */
  readonly size: number;
  /** The two earlier regions it was merged from, or null for one of the first segmentation. */
  readonly mergedFrom: readonly [number, number] | null;
}

interface Region extends SelectiveSearchRegion {
  readonly histograms: RegionHistograms;
}

const DEFAULT_OPTIONS: GraphSegmentationOptions = { scale: 200, sigma: 0.8, minSize: 50 };

/**
 * All regions in the order in which they come to be: those of the first segmentation, then each merger, the whole
 * picture last. The same picture always gives the same regions. Empty for a picture without pixels.
 */
export function selectiveSearch(
  picture: RgbPicture,
  options: GraphSegmentationOptions = DEFAULT_OPTIONS,
): readonly SelectiveSearchRegion[] {
  const segmentation = segmentGraph(picture, options);
  const regions = firstRegions(picture, segmentation);
  const pictureSize = picture.height * picture.width;
  const pairs = neighbourPairs(picture, segmentation).map(([a, b]) => scored(regions, a, b, pictureSize));
  while (pairs.length > 0) {
    const best = pairs.reduce((most, pair) => (pair.similarity > most.similarity ? pair : most));
    const index = regions.length;
    const [first, second] = [regions[best.a], regions[best.b]];
    if (!first || !second) break;
    regions.push(mergeRegions(first, second, [best.a, best.b]));
    const neighbours = new Set<number>();
    const kept = pairs.filter(({ a, b }) => {
      const isFirst = a === best.a || a === best.b;
      const isSecond = b === best.a || b === best.b;
      if (isFirst && !isSecond) neighbours.add(b);
      if (isSecond && !isFirst) neighbours.add(a);
      return !isFirst && !isSecond;
    });
    pairs.length = 0;
    pairs.push(...kept, ...[...neighbours].map((neighbour) => scored(regions, neighbour, index, pictureSize)));
  }
  return regions.map(({ box, size, mergedFrom }) => ({ box, size, mergedFrom }));
}

/** The different boxes of the regions of at least `minSize` pixels, the latest and so mostly the largest first. */
export function proposals(regions: readonly SelectiveSearchRegion[], minSize: number): readonly Box[] {
  const boxes = new Map<string, Box>();
  for (const { box, size } of regions.toReversed()) {
    const key = [box.y1, box.x1, box.y2, box.x2].join();
    if (size >= minSize && !boxes.has(key)) boxes.set(key, box);
  }
  return [...boxes.values()];
}

interface ScoredPair {
  readonly a: number;
  readonly b: number;
  readonly similarity: number;
}

/**
 * The sum of four similarities, each 0..1: in colour, in texture, small regions first so that no region eats its
 * neighbours one by one, and regions that fill each other's gaps.
 */
function scored(regions: readonly Region[], a: number, b: number, pictureSize: number): ScoredPair {
  const [first, second] = [regions[a], regions[b]];
  if (!first || !second) return { a, b, similarity: 0 };
  const sizes = first.size + second.size;
  const gaps = areaOf(enclosingBox(first.box, second.box)) - sizes;
  const similarity =
    histogramIntersection(first.histograms.color, second.histograms.color) +
    histogramIntersection(first.histograms.texture, second.histograms.texture) +
    (1 - sizes / pictureSize) +
    (1 - gaps / pictureSize);
  return { a, b, similarity };
}

function firstRegions(picture: RgbPicture, segmentation: Segmentation): Region[] {
  const histograms = regionHistograms(picture, segmentation);
  const extents = histograms.map(() => ({ y1: picture.height, x1: picture.width, y2: 0, x2: 0, size: 0 }));
  segmentation.labels.forEach((label, pixel) => {
    const extent = extents[label];
    if (!extent) return;
    const [y, x] = [Math.floor(pixel / picture.width), pixel % picture.width];
    extent.y1 = Math.min(extent.y1, y);
    extent.x1 = Math.min(extent.x1, x);
    extent.y2 = Math.max(extent.y2, y + 1);
    extent.x2 = Math.max(extent.x2, x + 1);
    extent.size++;
  });
  return histograms.flatMap((histogram, index) => {
    const extent = extents[index];
    if (!extent) return [];
    const { size, ...box } = extent;
    return [{ box, size, mergedFrom: null, histograms: histogram }];
  });
}

/** Every two regions that touch along a side of a pixel, or at a corner, once. */
function neighbourPairs({ height, width }: RgbPicture, { labels, regionCount }: Segmentation): [number, number][] {
  const keys = new Set<number>();
  const meet = (a: number | undefined, b: number | undefined) => {
    if (a !== undefined && b !== undefined && a !== b) keys.add(Math.min(a, b) * regionCount + Math.max(a, b));
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = y * width + x;
      const isLastColumn = x === width - 1;
      if (!isLastColumn) meet(labels[here], labels[here + 1]);
      meet(labels[here], labels[here + width]);
      if (!isLastColumn) meet(labels[here], labels[here + width + 1]);
      if (x > 0) meet(labels[here], labels[here + width - 1]);
    }
  }
  return [...keys].map((key) => [Math.floor(key / regionCount), key % regionCount]);
}

function mergeRegions(a: Region, b: Region, mergedFrom: readonly [number, number]): Region {
  return {
    box: enclosingBox(a.box, b.box),
    size: a.size + b.size,
    mergedFrom,
    histograms: mergeHistograms(a.histograms, a.size, b.histograms, b.size),
  };
}
