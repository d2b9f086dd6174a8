import type { Command, CommandGroup } from '#state/commands/command.ts';

/** Commands by group, both in the order of the table. */
export function groupCommands(commands: readonly Command[]): readonly (readonly [CommandGroup, readonly Command[]])[] {
  const groups = [...new Set(commands.map(({ group }) => group))];
  return groups.map((group) => [group, commands.filter((command) => command.group === group)]);
}
