/** The one comparison of kernel tests: float32 sums against float64 ones. */

/**
 * Passes when every element is within `tolerance` of the expected one, relative to the largest expected magnitude
 * (at least 1): the rounding of a sum grows with its largest terms, not with the result.
 *
 * @throws Error naming the first element that is further apart.
 */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 2e-5): void {
  if (actual.length !== expected.length)
    throw new Error(`Expected ${expected.length} values. Received: ${actual.length}`);
  let scale = 1;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i] ?? 0));
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs((actual[i] ?? Number.NaN) - (expected[i] ?? Number.NaN));
    // Not `>`: a NaN must fail.
    if (!(difference <= tolerance * scale)) {
      throw new Error(`Element ${i}: expected ${expected[i]} ± ${tolerance * scale}. Received: ${actual[i]}`);
    }
  }
}
