/** Places evenly spread over a data set of `length` samples, so that a few of them show all its classes even in order. */
export function spreadIndices(length: number, count: number): readonly number[] {
  const shown = Math.min(length, count);
  return Array.from({ length: shown }, (_, place) => Math.floor(((place + 0.5) * length) / shown));
}
