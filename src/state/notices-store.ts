/** What the app has to tell the person: faults with what to do about them, and short confirmations. */
import { createStore } from 'zustand/vanilla';

export interface Notice {
  readonly id: number;
  readonly tone: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly remedy?: string;
  /** What only a developer can read, folded away. */
  readonly details?: string;
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
    /** Shows a notice and gives its id; one with the same message that is still there is not repeated. */
    show(notice: Omit<Notice, 'id'>): number {
      const { notices } = store.getState();
      const same = notices.find(({ message }) => message === notice.message);
      if (same) return same.id;
      const id = nextId++;
      store.setState({ notices: [...notices, { ...notice, id }] });
      return id;
    },
    isShown: (id: number): boolean => store.getState().notices.some((notice) => notice.id === id),
    dismiss(id: number): void {
      store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
    },
  };
}
