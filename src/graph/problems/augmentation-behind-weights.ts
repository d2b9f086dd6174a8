import { insertBehind } from '../edits/insert-behind.ts';
import { removeNodes } from '../edits/remove-nodes.ts';
import { randomLayerTypes } from '../layers/random-layer-types.ts';
import type { LayerNode, NodeId } from '../model-graph.ts';
import { nodesOf, type ProblemFinder } from './facts.ts';
import { removeRepair } from './repairs.ts';
import { named } from './wording.ts';

/**
 * A layer that changes pictures at random, behind one that learns: the pictures are what it is for, and no gradient goes
 * through it.
 */
export const findAugmentationBehindWeights: ProblemFinder = (facts) => {
  const { graph, adjacency, order, inputs } = facts;
  if (!graph.nodes.some(({ type }) => randomLayerTypes.has(type))) return [];
  const [input] = nodesOf(facts, inputs);
  /** For each node, the learning layer that it is or stands behind. */
  const learned = new Map<NodeId, LayerNode>();
  for (const node of nodesOf(facts, order)) {
    const sources = adjacency.sources(node.id);
    const learns = facts.nodes.get(node.id)?.weights.length || node.sharesWeightsOf !== undefined;
    const origin = learns ? node : sources.map((id) => learned.get(id)).find((each) => each !== undefined);
    if (origin !== undefined) learned.set(node.id, origin);
  }
  return graph.nodes.flatMap((node) => {
    const origin = learned.get(node.id);
    if (!origin || !randomLayerTypes.has(node.type)) return [];
    return [
      {
        code: 'augmentation-behind-weights',
        message: `${named(node)} stands behind ${named(origin)}, which learns: pictures are augmented before the first layer with weights.`,
        nodes: [node.id, origin.id],
        severity: 'error',
        repairs: [
          ...(input
            ? [
                {
                  label: `Move ${node.name} behind ${input.name}`,
                  apply: (current: typeof graph) => {
                    const moved = insertBehind(removeNodes(current, [node.id]), input.id, node.type, {
                      ...node.config,
                    });
                    return {
                      ...moved.graph,
                      nodes: moved.graph.nodes.map((each) =>
                        each.id === moved.id ? { ...each, name: node.name } : each,
                      ),
                    };
                  },
                },
              ]
            : []),
          removeRepair(node),
        ],
      },
    ];
  });
};
