import { copySelection, cutSelection, pasteLayers, systemClipboard, type TextClipboard } from '../layer-clipboard.ts';
import type { Stride } from '../stride.ts';
import type { Command } from './command.ts';

/**
 * A command whose keys make the browser fire a clipboard event. The event gives access to the clipboard that a script
 * alone would have to ask for, so the keys are left to the browser and the event performs the command.
 */
export interface ClipboardCommand extends Command {
  readonly event: 'copy' | 'cut' | 'paste';
  transfer(stride: Stride, clipboard: TextClipboard): Promise<unknown>;
}

const hasSelection = (stride: Stride) => stride.selection.get().length > 0;

const copy: ClipboardCommand = {
  id: 'edit.copy',
  group: 'Edit',
  label: () => 'Copy layers',
  shortcuts: ['$mod+c'],
  workspace: 'build',
  event: 'copy',
  isEnabled: hasSelection,
  transfer: copySelection,
  perform: (stride) => copySelection(stride, systemClipboard),
};

const cut: ClipboardCommand = {
  id: 'edit.cut',
  group: 'Edit',
  label: () => 'Cut layers',
  shortcuts: ['$mod+x'],
  workspace: 'build',
  event: 'cut',
  isEnabled: hasSelection,
  transfer: cutSelection,
  perform: (stride) => cutSelection(stride, systemClipboard),
};

const paste: ClipboardCommand = {
  id: 'edit.paste',
  group: 'Edit',
  label: () => 'Paste layers',
  shortcuts: ['$mod+v'],
  workspace: 'build',
  event: 'paste',
  isEnabled: (stride) => stride.view.getState().workspace === 'build',
  transfer: pasteLayers,
  perform: async (stride) => {
    if (await pasteLayers(stride, systemClipboard)) return;
    stride.notices.show({
      tone: 'info',
      message: 'There are no layers to paste.',
      remedy: 'Copy some layers first, here or in another tab of Stride.',
    });
  },
};

export const clipboardCommands: readonly ClipboardCommand[] = [copy, cut, paste];
