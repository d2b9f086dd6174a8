import { formatShape } from '#base/format.ts';
import { inferNode } from '../infer-node.ts';
import { separateWeights } from '../sharing.ts';
import type { ProblemFinder } from './facts.ts';
import { named } from './wording.ts';

/** Layers that read something that their shared weights do not fit. */
export const findSharedWeights: ProblemFinder = ({ graph, adjacency, nodes }) =>
  graph.nodes.flatMap((node) => {
    if (node.sharesWeightsOf === undefined) return [];
    const original = adjacency.node.get(node.sharesWeightsOf);
    const facts = nodes.get(node.id);
    const held = original && nodes.get(original.id)?.weights;
    if (!original || !facts || !held) return [];
    const inference = inferNode(node, facts.inputs);
    const needed = inference.ok ? inference.analysis.weights : [];
    const at = needed.findIndex(({ shape }, index) => shape.join() !== held[index]?.shape.join());
    const weight = needed[at];
    if (!weight) return [];
    return [
      {
        code: 'shared-weights',
        message: `${named(node)} cannot use the weights of ${original.name}: its ${weight.name} needs ${formatShape(weight.shape)}, and that of ${original.name} is ${formatShape(held[at]?.shape ?? [])}.`,
        nodes: [node.id, original.id],
        severity: 'error' as const,
        repairs: [
          { label: `Give ${node.name} weights of its own`, apply: (current) => separateWeights(current, node.id) },
        ],
      },
    ];
  });
