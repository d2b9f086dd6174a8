import { expect, test } from 'vitest';
import type { CommandGroup } from '#state/commands/command.ts';
import { paletteGroups } from './palette-groups.ts';

const entry = (label: string, group: CommandGroup, isEnabled: boolean) => ({
  command: { id: label, group, label: () => label, perform: () => {} },
  label,
  isEnabled,
});

test('what cannot be run stands behind all that can, whatever its group', () => {
  const entries = [
    entry('Continue', 'Training', false),
    entry('Train', 'Training', true),
    entry('Undo', 'Edit', false),
    entry('Go to Train', 'Go to', true),
    entry('Train elsewhere', 'Training', true),
  ];
  expect(paletteGroups(entries).map(({ value, items }) => [value, ...items.map(({ label }) => label)])).toEqual([
    ['Training', 'Train', 'Train elsewhere'],
    ['Go to', 'Go to Train'],
    ['Not possible now', 'Continue', 'Undo'],
  ]);
  expect(paletteGroups(entries.slice(1, 2))).toHaveLength(1);
});
