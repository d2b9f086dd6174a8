/** How a shortcut in tinykeys' notation is written for a person: `$mod+Shift+z` → `⌘⇧Z` on Apple's keyboards, else `Ctrl+Shift+Z`. */

const arrows: Readonly<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→' };
const appleSigns: Readonly<Record<string, string>> = {
  ...arrows,
  $mod: '⌘',
  Meta: '⌘',
  Control: '⌃',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Backspace: '⌫',
  Delete: '⌦',
  Escape: 'Esc',
};
const otherNames: Readonly<Record<string, string>> = {
  ...arrows,
  $mod: 'Ctrl',
  Meta: 'Win',
  Control: 'Ctrl',
  Escape: 'Esc',
};

function keyName(key: string): string {
  const digitOrLetter = /^(?:Digit|Key)(.)$/.exec(key)?.[1];
  if (digitOrLetter) return digitOrLetter;
  return key.length === 1 ? key.toUpperCase() : key;
}

export function shortcutText(shortcut: string, isApple: boolean): string {
  const signs = isApple ? appleSigns : otherNames;
  const keys = shortcut.split('+');
  // Shift only says how `?` is reached on some keyboards; a person looks for the sign.
  const shown = keys.at(-1) === '?' ? keys.filter((key) => key !== 'Shift') : keys;
  return shown.map((key) => signs[key] ?? keyName(key)).join(isApple ? '' : '+');
}

export function isAppleKeyboard(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);
}
