import type { Command } from '#state/commands/command.ts';
import { groupCommands } from './group-commands.ts';

export interface PaletteEntry {
  readonly command: Command;
  readonly label: string;
  readonly isEnabled: boolean;
}

export interface PaletteGroup {
  /** The heading. */
  readonly value: string;
  readonly items: readonly PaletteEntry[];
}

/** Those that can be run, by group; behind them all that cannot, so that Enter on the first that is found does something. */
export function paletteGroups(entries: readonly PaletteEntry[]): readonly PaletteGroup[] {
  const of = new Map(entries.map((entry) => [entry.command, entry]));
  const enabled = entries.filter(({ isEnabled }) => isEnabled).map(({ command }) => command);
  const groups = groupCommands(enabled).map(([value, members]) => ({
    value,
    items: members.flatMap((command) => of.get(command) ?? []),
  }));
  const others = entries.filter(({ isEnabled }) => !isEnabled);
  return others.length > 0 ? [...groups, { value: 'Not possible now', items: others }] : groups;
}
