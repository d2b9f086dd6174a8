/** The samples on show, by their place in the grid: what selecting and drawing both go by. */
import { filterSamples, placeOf, type SampleFilter } from '#state/library-filter.ts';
import type { ShownOrder } from '#state/library-selection.ts';
import type { ShownDataset } from '#state/library-store.ts';

export interface ShownSamples extends ShownOrder {
  /** Where the sample at this place in the grid stands in the columns. */
  placeAt(cell: number): number;
  /** The place in the grid of a sample; -1 where it is not on show. */
  cellOf(id: number | null): number;
}

export function showSamples({ columns, description, duplicates }: ShownDataset, filter: SampleFilter): ShownSamples {
  const places = filterSamples({ columns, classes: description.classes, duplicates }, filter);
  const idAt = (cell: number) => columns.ids[places[cell] ?? 0] ?? 0;
  return {
    length: places.length,
    idAt,
    placeAt: (cell) => places[cell] ?? 0,
    cellOf: (id) => (id === null ? -1 : places.indexOf(placeOf(columns, id))),
  };
}
