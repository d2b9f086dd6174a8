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
    const listed = duplicates.flatMap(({ samples }) => samples.map((id) => placeOf(columns, id)));
    return Uint32Array.from(listed.filter((place) => place >= 0 && passes(place)));
  }
  const places = new Uint32Array(columns.ids.length);
  let length = 0;
  for (let place = 0; place < places.length; place++) {
    if (passes(place)) places[length++] = place;
  }
  return places.subarray(0, length);
}

/** Where a sample stands in the columns; -1 where it is not there. Ids rise. */
export function placeOf({ ids }: Pick<SampleColumns, 'ids'>, id: number): number {
  let [start, end] = [0, ids.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((ids[middle] ?? 0) < id) start = middle + 1;
    else end = middle;
  }
  return ids[start] === id ? start : -1;
}
