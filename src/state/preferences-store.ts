/** How this person likes the app to look. Kept apart from the document. */
import { createStore } from 'zustand/vanilla';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export interface Preferences {
  readonly theme: Theme;
}

export type PreferencesStore = ReturnType<typeof createPreferencesStore>;

export function createPreferencesStore(initial: Preferences = { theme: 'system' }) {
  return createStore<Preferences>()(() => initial);
}
