/** Blocks: layers that the canvas shows as one. */
import { freshBlockName, setBlock } from '#graph/edits/set-block.ts';
import { blockNames } from '#graph/shown-graph.ts';
import { editGraph } from '../edit-graph.ts';
import { collapseAllBlocks, expandAllBlocks } from '../shown.ts';
import type { Stride } from '../stride.ts';
import type { Command } from './command.ts';

const hasBlocks = (stride: Stride) => blockNames(stride.project.getProject().graph).length > 0;

export const blockCommands: readonly Command[] = [
  {
    id: 'edit.group',
    group: 'Edit',
    label: () => 'Group layers into a block',
    shortcuts: ['$mod+g'],
    workspace: 'build',
    isEnabled: (stride) => stride.selection.get().length > 1,
    perform: (stride) => {
      const name = freshBlockName(stride.project.getProject().graph);
      editGraph(stride, `Group ${name}`, (graph) => setBlock(graph, stride.selection.get(), name));
    },
  },
  {
    id: 'edit.ungroup',
    group: 'Edit',
    label: () => 'Take layers out of their block',
    shortcuts: ['$mod+Shift+g'],
    workspace: 'build',
    isEnabled: (stride) => {
      const selected = new Set(stride.selection.get());
      return stride.project.getProject().graph.nodes.some(({ id, block }) => block !== undefined && selected.has(id));
    },
    perform: (stride) => editGraph(stride, 'Ungroup', (graph) => setBlock(graph, stride.selection.get(), null)),
  },
  {
    id: 'view.expand-blocks',
    group: 'View',
    label: () => 'Expand all blocks',
    isEnabled: hasBlocks,
    perform: expandAllBlocks,
  },
  {
    id: 'view.collapse-blocks',
    group: 'View',
    label: () => 'Collapse all blocks',
    isEnabled: hasBlocks,
    perform: collapseAllBlocks,
  },
];
