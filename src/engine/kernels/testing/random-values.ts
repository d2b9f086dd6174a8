/** Reproducible values for kernel tests. */
import { uniformAt } from '#base/random.ts';

/** `count` numbers, uniform in [-1, 1). */
export function randomValues(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => uniformAt(seed, index) * 2 - 1);
}

/** `count` numbers out of {-1, 0, 1}, so that ties are common. */
export function tiedValues(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.floor(uniformAt(seed, index) * 3) - 1);
}
