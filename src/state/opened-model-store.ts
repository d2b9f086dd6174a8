/** The model file that was just opened, until somebody decides on it. */
import { createStore } from 'zustand/vanilla';
import type { OpenedModelReport } from '#protocol/exchange.ts';

export type OpenedModelState =
  | { readonly phase: 'none' }
  | { readonly phase: 'reading'; readonly fileName: string }
  | { readonly phase: 'ready'; readonly fileName: string; readonly report: OpenedModelReport }
  | { readonly phase: 'failed'; readonly fileName: string; readonly message: string; readonly remedy: string };

export type OpenedModelStore = ReturnType<typeof createOpenedModelStore>;

export function createOpenedModelStore() {
  return createStore<OpenedModelState>()(() => ({ phase: 'none' }));
}
