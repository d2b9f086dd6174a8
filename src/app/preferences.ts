/** How the app looks to this person, kept in this browser. A browser that refuses to keep it loses nothing else. */
import { type Preferences, type PreferencesStore, type Theme, themes } from '#state/preferences-store.ts';

const key = 'stride.preferences';
const defaults: Preferences = { theme: 'system' };

/** Reads what `localStorage` holds; anything unreadable counts as absent. */
export function parsePreferences(text: string | null): Preferences {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const theme = typeof value === 'object' && value !== null && 'theme' in value ? value.theme : undefined;
    const known = themes.find((candidate) => candidate === theme);
    return known ? { theme: known } : defaults;
  } catch {
    return defaults;
  }
}

export function loadPreferences(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(key));
  } catch {
    return defaults;
  }
}

function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** Applies the preferences now and at every change, and keeps them. */
export function bindPreferences(preferences: PreferencesStore): void {
  applyTheme(preferences.getState().theme);
  preferences.subscribe((changed) => {
    applyTheme(changed.theme);
    try {
      localStorage.setItem(key, JSON.stringify(changed));
    } catch {
      // Storage refused: the choice holds until the page is closed.
    }
  });
}
