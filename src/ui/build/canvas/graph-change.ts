import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';

export type GraphChange =
  | { readonly kind: 'same' | 'replaced' | 'emptied' }
  | { readonly kind: 'added'; readonly last: LayerNode };

const key = ({ id, type }: LayerNode) => `${id} ${type}`;

/**
 * How the canvas has to follow from one graph to the next. Ids alone do not tell a new graph from an edited one, since
 * templates number their nodes alike; but an edit keeps most nodes as the very objects they were.
 */
export function graphChange(before: ModelGraph, after: ModelGraph): GraphChange {
  const objects = new Set(before.nodes);
  const keys = new Set(before.nodes.map(key));
  const added = after.nodes.filter((node) => !keys.has(key(node)));
  const last = added.at(-1);
  if (after.nodes.length === 0) return { kind: before.nodes.length === 0 ? 'same' : 'emptied' };
  // The first layer of all stays where it was dropped.
  if (last && before.nodes.length === 0 && after.nodes.length === 1) return { kind: 'added', last };
  if (!last && before.nodes.length <= after.nodes.length) return { kind: 'same' };
  if (!after.nodes.some((node) => objects.has(node))) return { kind: 'replaced' };
  return last ? { kind: 'added', last } : { kind: 'same' };
}
