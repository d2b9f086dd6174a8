import { expect, test } from 'vitest';
import { shortcutText } from './shortcut-text.ts';

test('shortcuts are written as the keyboard at hand shows its keys', () => {
  expect(shortcutText('$mod+Shift+z', true)).toBe('⌘⇧Z');
  expect(shortcutText('$mod+Shift+z', false)).toBe('Ctrl+Shift+Z');
  expect(shortcutText('Alt+Digit3', false)).toBe('Alt+3');
  expect(shortcutText('Shift+?', false)).toBe('?');
  expect(shortcutText('$mod+Enter', true)).toBe('⌘↩');
});
