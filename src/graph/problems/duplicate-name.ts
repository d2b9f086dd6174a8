import { renameNode } from '../edits/rename-node.ts';
import type { LayerNode } from '../model-graph.ts';
import { freshName, namesIn } from '../names.ts';
import type { ProblemFinder } from './facts.ts';

/** Two layers of one name: Keras refuses them, and its saved weights could not tell them apart. */
export const findDuplicateNames: ProblemFinder = ({ graph }) => {
  const first = new Map<string, LayerNode>();
  return graph.nodes.flatMap((node) => {
    const other = first.get(node.name);
    if (!other) {
      first.set(node.name, node);
      return [];
    }
    const name = freshName(namesIn(graph), node.type);
    return [
      {
        code: 'duplicate-name',
        message: `A ${node.type} and a ${other.type} are both named ${node.name}: every layer needs a name of its own.`,
        nodes: [node.id, other.id],
        severity: 'error',
        repairs: [
          {
            label: `Rename the ${node.type} to ${name}`,
            apply: (graph) => renameNode(graph, node.id, freshName(namesIn(graph), node.type)),
          },
        ],
      } as const,
    ];
  });
};
