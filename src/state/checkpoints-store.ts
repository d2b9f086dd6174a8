/** The run that was broken off and may be continued. */
import { createStore } from 'zustand/vanilla';
import type { InterruptedRun } from '#protocol/checkpoints.ts';

export interface CheckpointsState {
  readonly interrupted: InterruptedRun | null;
  /** The last checkpoint of the run under way: steps done, and its bytes; null before the first. */
  readonly last: { readonly step: number; readonly bytes: number } | null;
}

export type CheckpointsStore = ReturnType<typeof createCheckpointsStore>;

export function createCheckpointsStore() {
  return createStore<CheckpointsState>()(() => ({ interrupted: null, last: null }));
}
