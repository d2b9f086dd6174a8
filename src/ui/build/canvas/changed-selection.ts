import type { NodeId } from '#graph/model-graph.ts';

/** The selection after xyflow's changes; what is newly selected comes last. */
export function changedSelection(
  selected: readonly NodeId[],
  changes: readonly { readonly id: string; readonly selected: boolean }[],
): readonly NodeId[] {
  const off = new Set(changes.filter((change) => !change.selected).map(({ id }) => id));
  const on = changes.filter((change) => change.selected).map(({ id }) => id as NodeId);
  return [...selected.filter((id) => !off.has(id) && !on.includes(id)), ...on];
}
