import { isAppleKeyboard, shortcutText } from './shortcut-text.ts';

export interface KbdProps {
  /** In tinykeys' notation: `$mod+Shift+z`. */
  readonly shortcut: string;
}

/** A key, for those who have a keyboard: not shown where the finger is the pointer. */
export function Kbd({ shortcut }: KbdProps) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center whitespace-nowrap rounded-small border border-line bg-sunken px-1.5 font-sans text-caption text-ink-muted pointer-coarse:hidden">
      {shortcutText(shortcut, isAppleKeyboard())}
    </kbd>
  );
}
