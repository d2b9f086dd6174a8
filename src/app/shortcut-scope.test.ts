import { expect, test } from 'vitest';
import { commands } from '#state/commands/index.ts';
import { type KeyContext, shortcutActs } from './shortcut-scope.ts';

const onCanvas: KeyContext = { workspace: 'build', focus: 'elsewhere', isModal: false, hasTextSelection: false };
const acting = (context: Partial<KeyContext>) =>
  commands
    .filter((command) => command.shortcuts && shortcutActs(command, { ...onCanvas, ...context }))
    .map(({ id }) => id);

test('on the canvas every shortcut acts', () => {
  expect(acting({})).toEqual(commands.filter(({ shortcuts }) => shortcuts).map(({ id }) => id));
});

test('while typing only the palette opens', () => {
  expect(acting({ focus: 'text' })).toEqual(['view.commands']);
});

test('layers are neither deleted nor copied outside Build, from a slider, or while text is selected', () => {
  for (const context of [{ workspace: 'train' }, { focus: 'control' }, { hasTextSelection: true }] as const) {
    const ids = acting(context);
    for (const id of [
      'edit.delete',
      'edit.copy',
      'edit.cut',
      'edit.paste',
      'edit.select-all',
      'edit.clear-selection',
    ]) {
      expect(ids).not.toContain(id);
    }
    expect(ids).toContain('edit.undo');
  }
});

test('behind a dialog nothing is undone or trained', () => {
  expect(acting({ isModal: true })).toEqual(['view.commands', 'view.shortcuts']);
});

test('no two commands share a shortcut', () => {
  const shortcuts = commands.flatMap((command) => command.shortcuts ?? []);
  expect(new Set(shortcuts).size).toBe(shortcuts.length);
});
