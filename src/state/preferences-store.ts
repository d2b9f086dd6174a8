/** How this person likes the app to look and where it fetches files from. Kept apart from the document. */
import { createStore } from 'zustand/vanilla';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Theme;
  /** The base address of a weights mirror; null for the published hosts. */
  readonly weightsMirror: string | null;
  /** Whether downloaded weights are kept with 16 bits a number. */
  readonly halfPrecisionWeights: boolean;
  /** Whether products may be computed from numbers of 16 bits, where that is the fastest. */
  readonly halfKernels: boolean;
  /** At most so long between two checkpoints within an epoch. */
  readonly checkpointSeconds: number;
}

export const defaultPreferences: Preferences = {
  theme: 'system',
  weightsMirror: null,
  halfPrecisionWeights: false,
  halfKernels: false,
  checkpointSeconds: 30,
};

export type PreferencesStore = ReturnType<typeof createPreferencesStore>;

export function createPreferencesStore(initial: Preferences = defaultPreferences) {
  return createStore<Preferences>()(() => initial);
}
