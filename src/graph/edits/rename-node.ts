import { StrideError } from '#base/errors.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { isLegalName, maxNameLength } from '../names.ts';

/** Renames a layer. Throws a `StrideError` where the name is not unique or not legal. */
export function renameNode(graph: ModelGraph, id: NodeId, name: string): ModelGraph {
  const node = graph.nodes.find((each) => each.id === id);
  if (!node || node.name === name) return graph;
  if (!isLegalName(name)) {
    throw new StrideError({
      code: 'illegal-name',
      message: `${node.name} cannot be renamed to “${name}”: a layer’s name is 1 to ${maxNameLength} characters without blanks at its ends.`,
      remedy: 'Choose a name such as conv_block1.',
    });
  }
  if (graph.nodes.some((each) => each.name === name)) {
    throw new StrideError({
      code: 'duplicate-name',
      message: `${node.name} cannot be renamed to “${name}”: another layer has that name.`,
      remedy: 'Choose a name that no other layer has.',
    });
  }
  return { ...graph, nodes: graph.nodes.map((each) => (each === node ? { ...node, name } : each)) };
}
