/** The data set that the document names, as far as it is loaded. */
import { createStore } from 'zustand/vanilla';
import type { DatasetInfo } from '#protocol/dataset.ts';

export type DatasetState =
  | { readonly phase: 'loading'; readonly id: string }
  | { readonly phase: 'ready'; readonly id: string; readonly info: DatasetInfo }
  | { readonly phase: 'failed'; readonly id: string; readonly message: string; readonly remedy: string };

export type DatasetStore = ReturnType<typeof createDatasetStore>;

export function createDatasetStore() {
  return createStore<DatasetState>()(() => ({ phase: 'loading', id: '' }));
}
