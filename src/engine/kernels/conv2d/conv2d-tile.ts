/**
 * Which register tile a convolution uses. A large tile reads less: its pixels share a filter vector, its channels share
 * the input. But the last strip of a row may hang over its end, sums have to stay in registers, and a large tile is more
 * code to compile.
 */
import { oncePerArguments } from '../once-per-arguments.ts';
import type { Conv2DGeometry } from './conv2d-geometry.ts';

export interface Conv2DTile {
  readonly strip: number;
  readonly vectors: number;
  readonly taps: number;
  readonly depth: 1 | 4;
}

const maxStrip = 14;
/** Four only where the filter is handed on: else it is what is read the most. */
const maxVectors = { alone: 2, handed: 4 };
/** Vectors of sums that an invocation holds. */
const maxSums = 28;
/** Filters wider than this loop over their columns: written out, the code would take long to compile. */
const maxTaps = 3;
/** Vector products in one pass of the innermost loop, for the same reason: software adapters compile slowest. */
const maxProducts = { software: 160, hardware: 320 };

/** Reading a value from a buffer against a multiply-add, as measured on software adapters. */
const readCost = 8;

export interface Conv2DTileOptions {
  readonly adapter: 'software' | 'hardware';
  /** How many invocations share their reads of the filter, and idle where there are fewer strips. */
  readonly lanes: number;
  readonly batch: number;
}

/** In larger batches hardly a lane idles: they have one tile, and so one program. */
const largeBatch = 8;

/** Work per useful output of a batch, in multiply-adds. */
function costOf(
  g: Conv2DGeometry,
  { strip, vectors, taps }: Omit<Conv2DTile, 'depth'>,
  { lanes, batch }: Conv2DTileOptions,
): number {
  const rows = Math.min(batch, largeBatch) * g.outHeight;
  const overlap = g.strideWidth < taps * g.dilationWidth && taps > 1;
  const columns = overlap ? (strip - 1) * g.strideWidth + (taps - 1) * g.dilationWidth + 1 : strip * taps;
  const reads = columns + Math.ceil((4 * taps * vectors) / lanes);
  const products = 4 * strip * taps * vectors;
  const positions = Math.ceil((rows * Math.ceil(g.outWidth / strip)) / lanes) * lanes;
  const tiles = positions * Math.ceil(g.outChannels / (4 * vectors));
  return (tiles * (readCost * reads + products)) / (rows * g.outWidth * g.outChannels * taps);
}

const upTo = (most: number) => Array.from({ length: most }, (_, i) => i + 1);

/** The cheapest tile. */
export const conv2DTile = oncePerArguments((g: Conv2DGeometry, options: Conv2DTileOptions): Conv2DTile => {
  const { adapter, lanes } = options;
  const taps = g.filterWidth <= maxTaps ? g.filterWidth : 1;
  const most = lanes === 1 ? maxVectors.alone : maxVectors.handed;
  const tiles = upTo(Math.min(most, Math.ceil(g.outChannels / 4))).flatMap((vectors) =>
    upTo(Math.min(maxStrip, g.outWidth))
      .filter((strip) => strip * vectors <= maxSums)
      .map((strip) => ({ strip, vectors, taps })),
  );
  const [best = { strip: 1, vectors: 1, taps }] = tiles.toSorted(
    (a, b) => costOf(g, a, options) - costOf(g, b, options),
  );
  const products = best.strip * best.vectors * taps * 4;
  const isDeep = g.inChannels % 4 === 0 && products <= maxProducts[adapter];
  return { ...best, depth: isDeep ? 4 : 1 };
});
