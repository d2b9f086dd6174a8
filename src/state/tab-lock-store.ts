/** Whether this tab may change the document: one tab at a time may. */
import { createStore } from 'zustand/vanilla';

export interface TabLockState {
  /**
   * `owner`: this tab changes and saves the document. `reader`: another one does. `taking`: this one has asked for it and
   * waits.
   */
  readonly role: 'owner' | 'reader' | 'taking';
  /** Asks the other tab for it. */
  takeOver(): void;
}

export type TabLockStore = ReturnType<typeof createTabLockStore>;

export function createTabLockStore() {
  return createStore<TabLockState>()(() => ({ role: 'owner', takeOver: () => undefined }));
}
