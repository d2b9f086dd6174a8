import type { ProductForm } from '#protocol/kernels.ts';

/**
 * How far sums of `inner` products of values in [-1, 1] may be off, relative to the largest of them or 1; undefined for what
 * float32 loses. Rounded to 16 bits, either factor is off by at most 2^-11 of itself.
 */
export function toleranceOf(form: ProductForm, inner: number): number | undefined {
  return form === 'half' ? inner * 2 ** -10 : undefined;
}
