/**
 * Different places all over a data set of `length` samples. Each lies one further into its part than the one before: so a
 * few of them show many classes, whether the samples stand class by class or take turns.
 */
export function spreadIndices(length: number, count: number): readonly number[] {
  const shown = Math.min(length, count);
  const part = Math.floor(length / Math.max(1, shown));
  return Array.from({ length: shown }, (_, place) => place * part + (place % part));
}
