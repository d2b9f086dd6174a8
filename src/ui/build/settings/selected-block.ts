import type { NodeId } from '#graph/model-graph.ts';
import type { ShownBlock, ShownGraph } from '#graph/shown-graph.ts';

/** The collapsed block that is selected: all of its layers and nothing else. */
export function selectedBlock({ nodes }: ShownGraph, selected: readonly NodeId[]): ShownBlock | null {
  if (selected.length < 2) return null;
  const chosen = new Set(selected);
  for (const node of nodes) {
    if (node.kind !== 'block' || node.layers.length !== chosen.size) continue;
    if (node.layers.every(({ id }) => chosen.has(id))) return node;
  }
  return null;
}
