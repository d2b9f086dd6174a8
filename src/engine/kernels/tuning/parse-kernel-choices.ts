/** Reads kernel choices that were saved earlier, perhaps by another version. What is not a choice is left out. */
import type { KernelChoice } from '#protocol/kernels.ts';

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isShape(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && size >= 0);
}

function parseChoice(entry: Readonly<Record<string, unknown>>): readonly KernelChoice[] {
  const { key, kernel, shapes, chosen, milliseconds } = entry;
  if (typeof key !== 'string' || typeof kernel !== 'string') return [];
  if (!Array.isArray(shapes) || !shapes.every(isShape)) return [];
  if (chosen !== 'stride' && chosen !== 'stock') return [];
  const { stride, stock } = (milliseconds ?? {}) as Readonly<Record<string, unknown>>;
  return isDuration(stride) && isDuration(stock)
    ? [{ key, kernel, shapes, chosen, milliseconds: { stride, stock } }]
    : [];
}

export function parseKernelChoices(record: unknown): readonly KernelChoice[] {
  if (!Array.isArray(record)) return [];
  return record.flatMap((entry) => (typeof entry === 'object' && entry !== null ? parseChoice(entry) : []));
}
