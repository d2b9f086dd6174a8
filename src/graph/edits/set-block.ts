import type { ModelGraph, NodeId } from '../model-graph.ts';

/** Puts layers into a block of this name, out of any other; null takes them out of theirs. */
export function setBlock(graph: ModelGraph, ids: readonly NodeId[], block: string | null): ModelGraph {
  const chosen = new Set(ids);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      if (!chosen.has(node.id)) return node;
      const { block: _, ...free } = node;
      return block === null ? free : { ...free, block };
    }),
  };
}

/** The first of `block_1`, `block_2`, … that no layer belongs to. */
export function freshBlockName({ nodes }: ModelGraph): string {
  const taken = new Set(nodes.map(({ block }) => block));
  let number = 1;
  while (taken.has(`block_${number}`)) number++;
  return `block_${number}`;
}
