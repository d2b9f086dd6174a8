import type { ProductForm } from '#protocol/kernels.ts';
import { largeProgramCases, manyCases } from './case-count.ts';

/** Random cases of a form. A program with barriers takes software adapters twenty times as long to compile as one without. */
export function formCases(form: ProductForm): number {
  if (largeProgramCases >= manyCases) return manyCases;
  return Math.ceil(largeProgramCases / (form === 'subgroup' ? 5 : 15));
}
