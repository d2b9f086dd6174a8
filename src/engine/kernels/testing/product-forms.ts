/** What tests of a product in its several forms share. */
import type { ProductForm } from '#protocol/kernels.ts';
import { largeProgramCases } from './case-count.ts';

/** Barriers are slow on software adapters, to compile and to run. */
export const formCases = Math.ceil(largeProgramCases / 6);

/**
 * How far sums of `inner` products of values in [-1, 1] may be off, relative to the largest of them or 1. Rounded to 16
 * bits, either factor is off by at most 2^-11 of itself.
 */
export function toleranceOf(form: ProductForm, inner: number): number | undefined {
  return form === 'half' ? inner * 2 ** -10 : undefined;
}
