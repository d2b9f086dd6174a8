/** Selecting samples, as file managers do it: one, one more, a range, all. Pure; samples are named by their ids. */

export interface SampleSelection {
  readonly selected: ReadonlySet<number>;
  readonly active: number | null;
  readonly anchor: number | null;
}

/** The ids on show, in their order. */
export interface ShownOrder {
  readonly length: number;
  idAt(cell: number): number;
}

export function selectOnly(id: number): SampleSelection {
  return { selected: new Set([id]), active: id, anchor: id };
}

/** Takes one in, or out where it was in. */
export function toggle({ selected }: SampleSelection, id: number): SampleSelection {
  const changed = new Set(selected);
  if (!changed.delete(id)) changed.add(id);
  return { selected: changed, active: id, anchor: id };
}

/** Everything between the anchor and `cell`, in the order on show; from `cell` alone where the anchor is not on show. */
export function extendTo(selection: SampleSelection, cell: number, order: ShownOrder): SampleSelection {
  const anchor = selection.anchor ?? selection.active ?? order.idAt(cell);
  let from = cell;
  for (let place = 0; place < order.length; place++) {
    if (order.idAt(place) === anchor) from = place;
  }
  const selected = new Set<number>();
  for (let place = Math.min(from, cell); place <= Math.max(from, cell); place++) selected.add(order.idAt(place));
  return { selected, active: order.idAt(cell), anchor: order.idAt(from) };
}

export function selectAll(selection: SampleSelection, order: ShownOrder): SampleSelection {
  const selected = new Set<number>();
  for (let cell = 0; cell < order.length; cell++) selected.add(order.idAt(cell));
  return { ...selection, selected };
}

/** What is left of a selection when only these samples are there. */
export function pruneSelection(selection: SampleSelection, isThere: (id: number) => boolean): SampleSelection {
  const keep = (id: number | null) => (id !== null && isThere(id) ? id : null);
  return {
    selected: new Set([...selection.selected].filter(isThere)),
    active: keep(selection.active),
    anchor: keep(selection.anchor),
  };
}
