/** Which samples of a data set are shown. Pure. */
import { type SplitName, splitIndex } from '#data/split-names.ts';
import type { ClassSummary, DuplicateGroup, SampleColumns } from '#protocol/library.ts';

export interface SampleFilter {
  /** By name, so that it survives reordering; null for every class. */
  readonly className: string | null;
  /** Null for every split. */
  readonly split: SplitName | null;
  /** Only pictures that are there more than once. */
  readonly isDuplicated: boolean;
}

export const everySample: SampleFilter = { className: null, split: null, isDuplicated: false };

export interface FilteredSamples {
  readonly columns: SampleColumns;
  readonly classes: readonly ClassSummary[];
  readonly duplicates: readonly DuplicateGroup[];
}

/**
 * Places in the columns of the samples that pass, in order; duplicates stand beside each other. A class that is not
 * there (any more) lets none pass.
 */
export function filterSamples({ columns, classes, duplicates }: FilteredSamples, filter: SampleFilter): Uint32Array {
  const label = filter.className === null ? null : classes.findIndex(({ name }) => name === filter.className);
  const split = filter.split === null ? null : splitIndex(filter.split);
  const passes = (place: number) =>
    (label === null || columns.classes[place] === label) && (split === null || columns.splits[place] === split);
  if (filter.isDuplicated) {
    const places = placesOf(columns);
    const listed = duplicates.flatMap(({ samples }) => samples.flatMap((id) => places.get(id) ?? []));
    return Uint32Array.from(listed.filter(passes));
  }
  const places = new Uint32Array(columns.ids.length);
  let length = 0;
  for (let place = 0; place < places.length; place++) {
    if (passes(place)) places[length++] = place;
  }
  return places.subarray(0, length);
}

/** Where each sample stands in the columns, by its id. */
export function placesOf({ ids }: Pick<SampleColumns, 'ids'>): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [place, id] of ids.entries()) places.set(id, place);
  return places;
}
