/** How the app looks to this person, kept in this browser. A browser that refuses to keep it loses nothing else. */
import {
  defaultPreferences,
  type Preferences,
  type PreferencesStore,
  type Theme,
  themes,
} from '#state/preferences-store.ts';

const key = 'stride.preferences';

/** Reads what `localStorage` holds; what is unreadable of it counts as absent. */
export function parsePreferences(text: string | null): Preferences {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return defaultPreferences;
    const saved: Partial<Record<keyof Preferences, unknown>> = value;
    return {
      theme: themes.find((candidate) => candidate === saved.theme) ?? defaultPreferences.theme,
      weightsMirror: typeof saved.weightsMirror === 'string' ? saved.weightsMirror : null,
      halfPrecisionWeights: saved.halfPrecisionWeights === true,
      halfKernels: saved.halfKernels === true,
      checkpointSeconds: secondsOf(saved.checkpointSeconds),
    };
  } catch {
    return defaultPreferences;
  }
}

function secondsOf(value: unknown): number {
  const isPossible = typeof value === 'number' && value >= 1 && value <= 3600;
  return isPossible ? value : defaultPreferences.checkpointSeconds;
}

export function loadPreferences(): Preferences {
  try {
    return parsePreferences(localStorage.getItem(key));
  } catch {
    return defaultPreferences;
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
