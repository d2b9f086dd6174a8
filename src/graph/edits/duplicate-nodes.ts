import { COLUMN_PITCH } from '../layout.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { copyNodes } from './copy-nodes.ts';
import { pasteFragment } from './paste-fragment.ts';

/** Copies layers with the edges among them, one column to the right. */
export function duplicateNodes(
  graph: ModelGraph,
  ids: readonly NodeId[],
): { readonly graph: ModelGraph; readonly ids: readonly NodeId[] } {
  return pasteFragment(graph, copyNodes(graph, ids), { x: COLUMN_PITCH, y: 0 });
}
