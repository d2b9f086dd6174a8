/** What is being fetched from other servers and what of it is kept here. */
import { createStore } from 'zustand/vanilla';
import type { DownloadProgress, KeptFile } from '#protocol/weights.ts';

export interface Download {
  readonly progress: DownloadProgress | null;
  /** Bytes that were there when a lost connection was taken up again; null where none was lost. */
  readonly resumedAt: number | null;
  /** Why a file will not be there next time; null where all will. */
  readonly notKept: string | null;
}

export interface WeightsState {
  /** By job. */
  readonly downloads: Readonly<Record<string, Download>>;
  /** null until the list was asked for. */
  readonly kept: readonly KeptFile[] | null;
}

export type WeightsStore = ReturnType<typeof createWeightsStore>;

export function createWeightsStore() {
  return createStore<WeightsState>()(() => ({ downloads: {}, kept: null }));
}
