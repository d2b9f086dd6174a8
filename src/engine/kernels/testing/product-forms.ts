/** What tests of a product in its several forms share. */
import type { ProductForm } from '#protocol/kernels.ts';
import { largeProgramCases } from './case-count.ts';

/** Random cases of a form. A program with barriers takes software adapters twenty times as long to compile as one without. */
export function formCases(form: ProductForm): number {
  return Math.ceil(largeProgramCases / (form === 'subgroup' ? 5 : 15));
}

/**
 * How far sums of `inner` products of values in [-1, 1] may be off, relative to the largest of them or 1. Rounded to 16
 * bits, either factor is off by at most 2^-11 of itself.
 */
export function toleranceOf(form: ProductForm, inner: number): number | undefined {
  return form === 'half' ? inner * 2 ** -10 : undefined;
}
