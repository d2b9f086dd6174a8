/**
 * One table of commands serves buttons, keyboard shortcuts and the command palette. (The idea is Excalidraw's actions.)
 */
import type { Stride } from '../stride.ts';

export type CommandGroup = 'Project' | 'Edit' | 'Layers' | 'View' | 'Training' | 'Go to';

export interface Command {
  /** Stable, dotted: `edit.undo`. */
  readonly id: string;
  readonly group: CommandGroup;
  /** On the button and in the palette; may depend on the state: `Undo Add Conv2D`. */
  label(stride: Stride): string;
  /** In tinykeys' notation, `$mod` for Ctrl or ⌘: `$mod+Shift+Z`. */
  readonly shortcuts?: readonly string[];
  isEnabled?(stride: Stride): boolean;
  perform(stride: Stride): void | Promise<void>;
}

/** Runs the command where it is enabled; says whether it was. */
export function performCommand(stride: Stride, command: Command): boolean {
  if (command.isEnabled && !command.isEnabled(stride)) return false;
  void command.perform(stride);
  return true;
}
