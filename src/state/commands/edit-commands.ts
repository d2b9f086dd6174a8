import { duplicateNodes } from '#graph/edits/duplicate-nodes.ts';
import { editGraph, nameLayers, removeLayers } from '../edit-graph.ts';
import type { Stride } from '../stride.ts';
import { clipboardCommands } from './clipboard-commands.ts';
import type { Command } from './command.ts';

const hasSelection = (stride: Stride) => stride.selection.get().length > 0;

export const undo: Command = {
  id: 'edit.undo',
  group: 'Edit',
  title: 'Undo',
  label: (stride) => `Undo ${stride.project.offers().undo ?? ''}`.trim(),
  shortcuts: ['$mod+z'],
  isEnabled: (stride) => stride.project.offers().undo !== null,
  perform: (stride) => stride.project.undo(),
};

export const redo: Command = {
  id: 'edit.redo',
  group: 'Edit',
  title: 'Redo',
  label: (stride) => `Redo ${stride.project.offers().redo ?? ''}`.trim(),
  shortcuts: ['$mod+Shift+z', '$mod+y'],
  isEnabled: (stride) => stride.project.offers().redo !== null,
  perform: (stride) => stride.project.redo(),
};

export const duplicate: Command = {
  id: 'edit.duplicate',
  group: 'Edit',
  label: () => 'Duplicate layers',
  shortcuts: ['$mod+d'],
  workspace: 'build',
  isEnabled: hasSelection,
  perform: (stride) => {
    const ids = stride.selection.get();
    const duplicated = duplicateNodes(stride.project.getProject().graph, ids);
    editGraph(stride, `Duplicate ${nameLayers(stride, ids)}`, () => duplicated.graph);
    stride.selection.select(duplicated.ids);
  },
};

export const remove: Command = {
  id: 'edit.delete',
  group: 'Edit',
  label: () => 'Delete layers',
  shortcuts: ['Delete', 'Backspace'],
  workspace: 'build',
  isEnabled: hasSelection,
  perform: (stride) => removeLayers(stride, stride.selection.get(), 'Delete'),
};

const selectAll: Command = {
  id: 'edit.select-all',
  group: 'Edit',
  label: () => 'Select all layers',
  shortcuts: ['$mod+a'],
  workspace: 'build',
  isEnabled: (stride) => stride.view.getState().workspace === 'build',
  perform: (stride) => stride.selection.select(stride.project.getProject().graph.nodes.map(({ id }) => id)),
};

const clearSelection: Command = {
  id: 'edit.clear-selection',
  group: 'Edit',
  label: () => 'Clear selection',
  shortcuts: ['Escape'],
  workspace: 'build',
  isEnabled: hasSelection,
  perform: (stride) => stride.selection.select([]),
};

export const editCommands: readonly Command[] = [
  undo,
  redo,
  ...clipboardCommands,
  duplicate,
  remove,
  selectAll,
  clearSelection,
];
