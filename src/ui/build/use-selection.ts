import { useStore } from 'zustand';
import type { NodeId } from '#graph/model-graph.ts';
import { useStride } from '../stride-context.ts';

/** The selected layers, in the order in which they were selected. */
export function useSelection(): readonly NodeId[] {
  return useStore(useStride().selection.store, ({ selected }) => selected);
}
