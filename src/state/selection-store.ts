/**
 * Which nodes are selected on the canvas: only ever nodes that the document holds. Not part of the document: Undo does
 * not touch it, except that what Undo takes away is no longer selected.
 */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '#graph/model-graph.ts';
import type { ProjectStore } from './project-store.ts';

export interface SelectionState {
  /** In the order in which they were selected; the last one is shown in the settings. */
  readonly selected: readonly NodeId[];
}

export type SelectionStore = ReturnType<typeof createSelectionStore>;

export function createSelectionStore(project: ProjectStore) {
  const store = createStore<SelectionState>()(() => ({ selected: [] }));
  const select = (wanted: readonly NodeId[]) => {
    const current = store.getState().selected;
    if (wanted.length === 0 && current.length === 0) return;
    const there = new Set(project.getProject().graph.nodes.map(({ id }) => id));
    const selected = wanted.filter((id) => there.has(id));
    if (current.length === selected.length && current.every((id, index) => id === selected[index])) return;
    store.setState({ selected });
  };
  project.store.subscribe((state, before) => {
    if (state.project.graph.nodes !== before.project.graph.nodes) select(store.getState().selected);
  });
  return {
    store,
    get: (): readonly NodeId[] => store.getState().selected,
    /** Selects these nodes and no others; ids of nodes that do not exist are left out. */
    select,
  };
}
