/** What the app has to tell the person: faults with what to do about them, and short confirmations. */
import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly tone: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly remedy?: string;
  /** A repair, as a button. */
  readonly action?: { readonly label: string; perform(): void };
}

interface NoticesState {
  readonly notices: readonly Notice[];
}

export type NoticesStore = ReturnType<typeof createNoticesStore>;

export function createNoticesStore() {
  const store = createStore<NoticesState>()(() => ({ notices: [] }));
  let nextId = 1;
  return {
    store,
    /** Shows a notice; one with the same message that is still there is not repeated. */
    show(notice: Omit<Notice, 'id'>): void {
      const { notices } = store.getState();
      if (notices.some(({ message }) => message === notice.message)) return;
      store.setState({ notices: [...notices, { ...notice, id: nextId++ }] });
    },
    dismiss(id: number): void {
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
  };
}
