/**
 * Seeded randomness. Two forms: a counter-based hash, for draws that must not depend on the order in which they are
 * made (a sample's augmentation, a layer's initial weights), and a sequential generator built on it, for shuffles.
 * The mixer is Chris Wellons's `lowbias32` with a Weyl sequence in front (https://nullprogram.com/blog/2018/07/31/).
 */

const GOLDEN = 0x9e3779b9;

/** Mixes 32 bits so that each input bit changes about half of the output bits. Returns an unsigned 32-bit integer. */
export function mix32(value: number): number {
  let x = value | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  x ^= x >>> 16;
  return x >>> 0;
}

/** 32-bit FNV-1a over the UTF-8 bytes of a text: turns names into seeds. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}

/** The UTF-8 bytes of a text, by hand since `TextEncoder` belongs to no language library without a DOM. */
function* utf8(text: string): Generator<number> {
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (point < 0x80) yield point;
    else {
      const continuations = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      yield ((0xff00 >> (continuations + 1)) & 0xff) | (point >> (6 * continuations));
      for (let rest = continuations - 1; rest >= 0; rest--) yield 0x80 | ((point >> (6 * rest)) & 0x3f);
    }
  }
}

/** One seed from several parts, order mattering: `combineSeeds(seed, epoch, sample)`. */
export function combineSeeds(...parts: readonly number[]): number {
  return parts.reduce((seed, part) => mix32((seed ^ mix32((part + GOLDEN) | 0)) + GOLDEN), 0);
}

/** The `index`-th uniform draw in [0, 1) of the stream that `seed` names. */
export function uniformAt(seed: number, index: number): number {
  return mix32((seed + Math.imul(index, GOLDEN)) | 0) / 2 ** 32;
}

/** A sequential generator of uniform draws in [0, 1). Its whole state is `position`, so it can be saved and restored. */
export class RandomStream {
  readonly seed: number;
  position: number;

  constructor(seed: number, position = 0) {
    this.seed = seed;
    this.position = position;
  }

  next(): number {
    return uniformAt(this.seed, this.position++);
  }

  /** An integer in [0, bound). */
  integer(bound: number): number {
    return Math.floor(this.next() * bound);
  }
}

/** The integers 0 … count-1 in a random order that follows from the seed alone (Fisher-Yates). */
export function permutation(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const stream = new RandomStream(seed);
  for (let last = count - 1; last > 0; last--) {
    const other = stream.integer(last + 1);
    const held = order[last] as number;
    order[last] = order[other] as number;
    order[other] = held;
  }
  return order;
}
