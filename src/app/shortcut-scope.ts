/** Which shortcuts act where: keys that a person types into a field, or that copy selected text, keep their own meaning. */
import type { Command } from '#state/commands/command.ts';
import type { WorkspaceId } from '#state/workspaces.ts';

export interface KeyContext {
  readonly workspace: WorkspaceId;
  /** `text`: a field that takes text. `control`: any other field, such as a slider or a select. */
  readonly focus: 'text' | 'control' | 'elsewhere';
  /** A dialog or a menu is open. */
  readonly isModal: boolean;
  readonly hasTextSelection: boolean;
}

export function shortcutActs(command: Command, context: KeyContext): boolean {
  if (command.id === 'view.commands') return true;
  if (context.focus === 'text') return false;
  if (context.isModal) return command.id === 'view.shortcuts';
  if (command.workspace === undefined) return true;
  return command.workspace === context.workspace && context.focus === 'elsewhere' && !context.hasTextSelection;
}
