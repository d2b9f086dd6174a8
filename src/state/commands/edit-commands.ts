import { copyNodes } from '#graph/edits/copy-nodes.ts';
import { duplicateNodes } from '#graph/edits/duplicate-nodes.ts';
import { pasteFragment } from '#graph/edits/paste-fragment.ts';
import { removeNodes } from '#graph/edits/remove-nodes.ts';
import type { NodeId } from '#graph/model-graph.ts';
import { editGraph } from '../edit-graph.ts';
import type { Stride } from '../stride.ts';
import type { Command } from './command.ts';

const pasteOffset = 40;

function nameSelection(stride: Stride, ids: readonly NodeId[]): string {
  const { nodes } = stride.project.getProject().graph;
  const only = ids.length === 1 ? nodes.find(({ id }) => id === ids[0]) : undefined;
  return only ? only.name : `${ids.length} layers`;
}

const hasSelection = (stride: Stride) => stride.selection.get().length > 0;

function copySelection(stride: Stride): void {
  stride.clipboard.fragment = copyNodes(stride.project.getProject().graph, stride.selection.get());
  stride.clipboard.pastes = 0;
}

function removeSelection(stride: Stride, verb: 'Delete' | 'Cut'): void {
  const ids = stride.selection.get();
  editGraph(stride, `${verb} ${nameSelection(stride, ids)}`, (graph) => removeNodes(graph, ids));
  stride.selection.select([]);
}

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

const copy: Command = {
  id: 'edit.copy',
  group: 'Edit',
  label: () => 'Copy layers',
  shortcuts: ['$mod+c'],
  workspace: 'build',
  isEnabled: hasSelection,
  perform: copySelection,
};

const cut: Command = {
  id: 'edit.cut',
  group: 'Edit',
  label: () => 'Cut layers',
  shortcuts: ['$mod+x'],
  workspace: 'build',
  isEnabled: hasSelection,
  perform: (stride) => {
    copySelection(stride);
    removeSelection(stride, 'Cut');
  },
};

const paste: Command = {
  id: 'edit.paste',
  group: 'Edit',
  label: () => 'Paste layers',
  shortcuts: ['$mod+v'],
  workspace: 'build',
  isEnabled: (stride) => stride.clipboard.fragment !== null,
  perform: (stride) => {
    const { fragment } = stride.clipboard;
    if (!fragment) return;
    const shift = ++stride.clipboard.pastes * pasteOffset;
    const pasted = pasteFragment(stride.project.getProject().graph, fragment, { x: shift, y: shift });
    editGraph(
      stride,
      pasted.ids.length === 1 ? 'Paste layer' : `Paste ${pasted.ids.length} layers`,
      () => pasted.graph,
    );
    stride.selection.select(pasted.ids);
  },
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
    editGraph(stride, `Duplicate ${nameSelection(stride, ids)}`, () => duplicated.graph);
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
  perform: (stride) => removeSelection(stride, 'Delete'),
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
  copy,
  cut,
  paste,
  duplicate,
  remove,
  selectAll,
  clearSelection,
];
