/** The runs that are kept, and those that are compared. */
import { createStore } from 'zustand/vanilla';
import type { RunRecord } from '#graph/training/run-schemas.ts';

export interface RunsState {
  /** The newest first; null before they are known. */
  readonly runs: readonly RunRecord[] | null;
  /** Ids of the runs whose curves are shown over each other. */
  readonly compared: readonly string[];
}

export type RunsStore = ReturnType<typeof createRunsStore>;

export function createRunsStore() {
  return createStore<RunsState>()(() => ({ runs: null, compared: [] }));
}
