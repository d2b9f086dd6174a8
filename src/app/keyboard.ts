/** Binds the shortcuts of the command table to the keyboard. */
import { tinykeys } from 'tinykeys';
import { performCommand } from '#state/commands/command.ts';
import { commands } from '#state/commands/index.ts';
import type { Stride } from '#state/stride.ts';
import { type KeyContext, shortcutActs } from './shortcut-scope.ts';

const controlTypes = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);

function focusOf(target: EventTarget | null): KeyContext['focus'] {
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return 'text';
  if (target instanceof HTMLInputElement) return controlTypes.has(target.type) ? 'control' : 'text';
  return target instanceof HTMLSelectElement ? 'control' : 'elsewhere';
}

export function bindKeyboard(stride: Stride): void {
  const bindings = commands.flatMap((command) =>
    (command.shortcuts ?? []).map(
      (shortcut) =>
        [
          shortcut,
          (event: KeyboardEvent) => {
            if (event.defaultPrevented) return;
            const context: KeyContext = {
              workspace: stride.view.getState().workspace,
              focus: focusOf(event.target),
              isModal: document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
              hasTextSelection: window.getSelection()?.isCollapsed === false,
            };
            if (shortcutActs(command, context) && performCommand(stride, command)) event.preventDefault();
          },
        ] as const,
    ),
  );
  tinykeys(window, Object.fromEntries(bindings));
}
