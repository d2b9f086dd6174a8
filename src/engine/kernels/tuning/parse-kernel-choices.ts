/** Reads kernel choices that were saved earlier, perhaps by another version. What is not a choice is left out. */
import { type KernelChoice, type KernelVariant, kernelVariants } from '#protocol/kernels.ts';

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isShape(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((size) => Number.isInteger(size) && size >= 0);
}

function parseChoice(entry: Readonly<Record<string, unknown>>): readonly KernelChoice[] {
  const { key, kernel, shapes, chosen, milliseconds, refused } = entry;
  if (typeof key !== 'string' || typeof kernel !== 'string') return [];
  if (!Array.isArray(shapes) || !shapes.every(isShape)) return [];
  const variant = kernelVariants.find((name) => name === chosen);
  const times = (milliseconds ?? {}) as Readonly<Record<string, unknown>>;
  const measured = kernelVariants.flatMap((name) => (Object.hasOwn(times, name) ? [[name, times[name]] as const] : []));
  const reasons = parseRefusals(refused);
  const isTimed = measured.some(([name]) => name === variant);
  // Nothing may have been timed where the first that was tried took the device with it.
  if (!variant || !(isTimed || (measured.length === 0 && reasons))) return [];
  return measured.every((pair): pair is readonly [KernelVariant, number] => isDuration(pair[1]))
    ? [
        {
          key,
          kernel,
          shapes,
          chosen: variant,
          milliseconds: Object.fromEntries(measured),
          ...(reasons ? { refused: reasons } : {}),
        },
      ]
    : [];
}

/** Null where nothing is known to have been refused. */
function parseRefusals(value: unknown): KernelChoice['refused'] | null {
  const reasons = (value ?? {}) as Readonly<Record<string, unknown>>;
  const known = kernelVariants.flatMap((name) => {
    const reason = Object.hasOwn(reasons, name) ? reasons[name] : undefined;
    return typeof reason === 'string' ? [[name, reason] as const] : [];
  });
  return known.length > 0 ? Object.fromEntries(known) : null;
}

export function parseKernelChoices(record: unknown): readonly KernelChoice[] {
  if (!Array.isArray(record)) return [];
  return record.flatMap((entry) => (typeof entry === 'object' && entry !== null ? parseChoice(entry) : []));
}
