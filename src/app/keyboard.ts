/** Binds the shortcuts of the command table to the keyboard, and its clipboard commands to the browser's own events. */
import { tinykeys } from 'tinykeys';
import { clipboardCommands } from '#state/commands/clipboard-commands.ts';
import { performCommand } from '#state/commands/command.ts';
import { commands } from '#state/commands/index.ts';
import type { TextClipboard } from '#state/layer-clipboard.ts';
import type { Stride } from '#state/stride.ts';
import { type KeyContext, shortcutActs } from './shortcut-scope.ts';

const controlTypes = new Set(['button', 'checkbox', 'color', 'file', 'radio', 'range', 'reset', 'submit']);

function focusOf(target: EventTarget | null): KeyContext['focus'] {
  if (!(target instanceof HTMLElement)) return 'elsewhere';
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return 'text';
  if (target instanceof HTMLInputElement) return controlTypes.has(target.type) ? 'control' : 'text';
  return target instanceof HTMLSelectElement ? 'control' : 'elsewhere';
}

function contextOf(stride: Stride, target: EventTarget | null): KeyContext {
  return {
    workspace: stride.view.getState().workspace,
    focus: focusOf(target),
    isModal: document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null,
    hasTextSelection: window.getSelection()?.isCollapsed === false,
  };
}

export function bindKeyboard(stride: Stride): void {
  const byEvent = new Set(clipboardCommands.map(({ id }) => id));
  const bindings = commands
    .filter(({ id }) => !byEvent.has(id))
    .flatMap((command) =>
      (command.shortcuts ?? []).map(
        (shortcut) =>
          [
            shortcut,
            (event: KeyboardEvent) => {
              if (event.defaultPrevented || !shortcutActs(command, contextOf(stride, event.target))) return;
              if (performCommand(stride, command)) event.preventDefault();
            },
          ] as const,
      ),
    );
  tinykeys(window, Object.fromEntries(bindings));
  bindClipboardEvents(stride);
}

function bindClipboardEvents(stride: Stride): void {
  for (const command of clipboardCommands) {
    window.addEventListener(command.event, (event) => {
      const { clipboardData, defaultPrevented, target } = event;
      if (defaultPrevented || !clipboardData || !shortcutActs(command, contextOf(stride, target))) return;
      const clipboard: TextClipboard = {
        write: (text) => clipboardData.setData('text/plain', text),
        read: () => clipboardData.getData('text/plain'),
      };
      const perform = async () => void (await command.transfer(stride, clipboard));
      if (performCommand(stride, { ...command, perform })) event.preventDefault();
    });
  }
}
