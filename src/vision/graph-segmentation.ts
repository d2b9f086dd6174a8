/**
 * Divides a picture into regions of like colour: pixels are the nodes of a graph, neighbours are joined by edges that
 * weigh their difference in colour, and two regions merge along an edge that weighs no more than the differences
 * within each of them (Felzenszwalb and Huttenlocher 2004, https://doi.org/10.1023/B:VISI.0000022288.19776.77).
 */
import { DisjointSets } from './disjoint-sets.ts';
import { gaussianBlur } from './gaussian-blur.ts';
import type { RgbPicture } from './rgb-picture.ts';

export interface GraphSegmentationOptions {
  /** k: the larger, the larger the regions; in differences of colour of 0..255 times pixels. */
  readonly scale: number;
  /** Smoothing before the differences are taken, in pixels. */
  readonly sigma: number;
  /** Smaller regions are merged with the neighbour most like them, in pixels. */
  readonly minSize: number;
}

export interface Segmentation {
  /** For each pixel, in row-major order, the index of its region. */
  readonly labels: Int32Array;
  /** Regions are numbered from 0 in the order in which their first pixels come. */
  readonly regionCount: number;
}

/** Half of the eight neighbours: each pair of pixels once. */
const NEIGHBOURS = [
  [0, 1],
  [1, 0],
  [1, 1],
  [1, -1],
] as const;

/** Segments a picture; the same picture always into the same regions, each connected. */
export function segmentGraph(picture: RgbPicture, { scale, sigma, minSize }: GraphSegmentationOptions): Segmentation {
  const edges = sortedEdges(picture, gaussianBlur(picture, sigma));
  const sets = new DisjointSets(picture.height * picture.width);
  const limits = new Float64Array(sets.count).fill(scale);
  edges.forEach(({ from, to, weight }) => {
    const [a, b] = [sets.find(from), sets.find(to)];
    if (a === b || weight > (limits[a] ?? 0) || weight > (limits[b] ?? 0)) return;
    const root = sets.join(a, b);
    limits[root] = weight + scale / sets.sizeOf(root);
  });
  edges.forEach(({ from, to }) => {
    const [a, b] = [sets.find(from), sets.find(to)];
    if (a !== b && Math.min(sets.sizeOf(a), sets.sizeOf(b)) < minSize) sets.join(a, b);
  });
  return numberRegions(sets);
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

function sortedEdges({ height, width }: RgbPicture, smooth: Float64Array): readonly Edge[] {
  const edges: Edge[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (const [dy, dx] of NEIGHBOURS) {
        if (y + dy >= height || x + dx >= width || x + dx < 0) continue;
        const from = y * width + x;
        const to = from + dy * width + dx;
        edges.push({ from, to, weight: colorDistance(smooth, from, to) });
      }
    }
  }
  return edges.sort((a, b) => a.weight - b.weight);
}

function colorDistance(smooth: Float64Array, a: number, b: number): number {
  let squares = 0;
  for (let channel = 0; channel < 3; channel++) {
    squares += ((smooth[a * 3 + channel] ?? 0) - (smooth[b * 3 + channel] ?? 0)) ** 2;
  }
  return Math.sqrt(squares);
}

function numberRegions(sets: DisjointSets): Segmentation {
  const numbers = new Map<number, number>();
  const labels = Int32Array.from({ length: sets.count }, (_, pixel) => {
    const root = sets.find(pixel);
    const known = numbers.get(root) ?? numbers.size;
    numbers.set(root, known);
    return known;
  });
  return { labels, regionCount: numbers.size };
}
