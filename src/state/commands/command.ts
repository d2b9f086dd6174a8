/**
 * One table of commands serves buttons, keyboard shortcuts and the command palette. (The idea is Excalidraw's actions.)
 */
import { faultOf } from '../engine-events.ts';
import type { Stride } from '../stride.ts';
import type { WorkspaceId } from '../workspaces.ts';

export type CommandGroup = 'Project' | 'Edit' | 'Layers' | 'View' | 'Training' | 'Go to';

export interface Command {
  /** Stable, dotted: `edit.undo`. */
  readonly id: string;
  readonly group: CommandGroup;
  /** On the button and in the palette; may depend on the state: `Undo Add Conv2D`. */
  label(stride: Stride): string;
  /** In the list of shortcuts, where the label depends on the state: `Undo`. */
  readonly title?: string;
  /** In tinykeys' notation, `$mod` for Ctrl or ⌘: `$mod+Shift+Z`. */
  readonly shortcuts?: readonly string[];
  /** Its shortcuts act in this workspace only; elsewhere the keys keep their usual meaning. */
  readonly workspace?: WorkspaceId;
  isEnabled?(stride: Stride): boolean;
  perform(stride: Stride): void | Promise<void>;
}

/** Runs the command where it is enabled; says whether it was. What it throws is shown as a notice. */
export function performCommand(stride: Stride, command: Command): boolean {
  if (command.isEnabled && !command.isEnabled(stride)) return false;
  const show = (thrown: unknown) => {
    const { message, remedy } = faultOf(thrown);
    stride.notices.show({ tone: 'error', message, remedy });
  };
  try {
    void Promise.resolve(command.perform(stride)).catch(show);
  } catch (thrown) {
    show(thrown);
  }
  return true;
}
