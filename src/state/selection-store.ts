/** Which nodes are selected on the canvas. Not part of the document: Undo does not touch it. */
import { createStore } from 'zustand/vanilla';
import type { NodeId } from '#graph/model-graph.ts';

export interface SelectionState {
  /** In the order in which they were selected; the last one is shown in the settings. */
  readonly selected: readonly NodeId[];
}

export type SelectionStore = ReturnType<typeof createSelectionStore>;

export function createSelectionStore() {
  const store = createStore<SelectionState>()(() => ({ selected: [] }));
  return {
    store,
    get: (): readonly NodeId[] => store.getState().selected,
    select(selected: readonly NodeId[]): void {
      const current = store.getState().selected;
      if (current.length === selected.length && current.every((id, index) => id === selected[index])) return;
      store.setState({ selected });
    },
  };
}
