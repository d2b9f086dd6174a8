/**
 * Which register tile a convolution uses. The strip's length trades reading against waste: a longer strip reads the
 * filter less often, but the last strip of a row may hang over its end.
 */
import type { Conv2DGeometry } from './conv2d-geometry.ts';

export interface Conv2DTile {
  readonly strip: number;
  readonly vectors: number;
  readonly taps: number;
  readonly depth: 1 | 4;
}

const maxStrip = 14;
/** Filters wider than this loop over their columns: written out, the code would take long to compile. */
const maxTaps = 3;
/** Vector products in one pass of the innermost loop, for the same reason: software adapters compile slowest. */
const maxProducts = { software: 160, hardware: 320 };

/** Reading a value from a buffer against a multiply-add, as measured on software adapters. */
const readCost = 8;

/** Work per useful output of a row, in multiply-adds. */
function costOf(g: Conv2DGeometry, { strip, vectors, taps }: Omit<Conv2DTile, 'depth'>): number {
  const overlap = g.strideWidth < taps * g.dilationWidth && taps > 1;
  const columns = overlap ? (strip - 1) * g.strideWidth + (taps - 1) * g.dilationWidth + 1 : strip * taps;
  const reads = columns + 4 * taps * vectors;
  const products = 4 * strip * taps * vectors;
  return (Math.ceil(g.outWidth / strip) * (readCost * reads + products)) / (g.outWidth * vectors * taps);
}

export function conv2DTile(g: Conv2DGeometry, adapter: 'software' | 'hardware'): Conv2DTile {
  const vectors = g.outChannels > 4 ? 2 : 1;
  const taps = g.filterWidth <= maxTaps ? g.filterWidth : 1;
  const wholeInput = g.inChannels % 4 === 0;
  const tiles = Array.from({ length: Math.min(maxStrip, g.outWidth) }, (_, i) => ({ strip: i + 1, vectors, taps }));
  const [best = { strip: 1, vectors, taps }] = tiles.toSorted((a, b) => costOf(g, a) - costOf(g, b));
  return { ...best, depth: wholeInput && best.strip * vectors * taps * 4 <= maxProducts[adapter] ? 4 : 1 };
}
