import type { Adjacency } from '../adjacency.ts';
import { removeNodes } from '../edits/remove-nodes.ts';
import type { NodeId } from '../model-graph.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { headOf } from './head-of.ts';
import { counted, named } from './wording.ts';

/** Outputs beside the head. They run, but training on one label for each sample can only use one output. */
export const findUnreadOutputs: ProblemFinder = (facts) => {
  const head = headOf(facts);
  if (head === null) return [];
  const [headNode] = nodesOf(facts, [head]);
  const others = facts.outputs.filter((id) => id !== head && facts.nodes.has(id));
  return nodesOf(facts, others).map((node) => {
    const branch = deadBranch(facts.adjacency, node.id, facts.inputs);
    return {
      code: 'unread-output',
      message: `Nothing reads ${named(node)}, and it is not what the network is trained by: that is ${headNode?.name}.`,
      nodes: [node.id, head],
      severity: facts.context.classCount === undefined ? 'warning' : 'error',
      repairs: [
        {
          label:
            branch.length === 1
              ? `Remove ${node.name}`
              : `Remove ${node.name} and ${counted(branch.length - 1, 'layer')} above`,
          apply: (graph) => removeNodes(graph, branch),
        },
      ],
    };
  });
};

/** The output with everything that only leads to it; the last Input of a network stays. */
function deadBranch(adjacency: Adjacency, output: NodeId, inputs: readonly NodeId[]): readonly NodeId[] {
  const dead = new Set([output]);
  for (const id of dead) {
    for (const source of adjacency.sources(id)) {
      const isOnlyInput = inputs.length === 1 && inputs[0] === source;
      if (!isOnlyInput && adjacency.readers(source).every((reader) => dead.has(reader))) dead.add(source);
    }
  }
  return [...dead];
}
