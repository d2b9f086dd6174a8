/** The samples that a preview shows: those a person selected, or else one of each of the first classes. */
import type { ShownDataset } from '#state/library-store.ts';

const shownAtOnce = 4;

export function previewSamples(
  { columns }: Pick<ShownDataset, 'columns'>,
  selected: ReadonlySet<number>,
): readonly number[] {
  if (selected.size > 0) return [...selected].slice(0, shownAtOnce);
  const first = new Map<number, number>();
  for (const [place, label] of columns.classes.entries()) {
    if (!first.has(label)) first.set(label, columns.ids[place] ?? 0);
    if (first.size === shownAtOnce) break;
  }
  return [...first.values()];
}
