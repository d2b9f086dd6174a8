/** The data set that the document names, as far as it is loaded. */
import { createStore } from 'zustand/vanilla';
import type { DatasetInfo } from '#protocol/dataset.ts';

export type DatasetState =
  /** `decoded`: how many of its pictures are decoded already, where that takes a while. */
  | {
      readonly phase: 'loading';
      readonly id: string;
      readonly decoded?: { readonly done: number; readonly total: number };
    }
  | { readonly phase: 'ready'; readonly id: string; readonly info: DatasetInfo }
  | { readonly phase: 'failed'; readonly id: string; readonly message: string; readonly remedy: string };

export type DatasetStore = ReturnType<typeof createDatasetStore>;

export function createDatasetStore() {
  return createStore<DatasetState>()(() => ({ phase: 'loading', id: '' }));
}
