/** The powers of ten between two exponents: where a logarithmic axis has its marks. */
export function decadesBetween(low: number, high: number): readonly number[] {
  const first = Math.ceil(low);
  const count = Math.max(0, Math.floor(high) - first + 1);
  // Of a negative exponent the power is off by a rounding, which would show.
  return Array.from({ length: count }, (_, index) => Number(`1e${first + index}`));
}
