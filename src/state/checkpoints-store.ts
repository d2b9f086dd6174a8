/** The run that was broken off and may be continued. */
import { createStore } from 'zustand/vanilla';
import type { InterruptedRun } from '#protocol/checkpoints.ts';

export interface CheckpointsState {
  readonly interrupted: InterruptedRun | null;
  /** Bytes of the last checkpoint of the run under way; null before the first. */
  readonly lastBytes: number | null;
}

export type CheckpointsStore = ReturnType<typeof createCheckpointsStore>;

export function createCheckpointsStore() {
  return createStore<CheckpointsState>()(() => ({ interrupted: null, lastBytes: null }));
}
