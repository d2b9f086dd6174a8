/** What training a network costs, told from its graph before it starts: memory on the device, and arithmetic. */
import { sum } from '#base/math.ts';
import { adjacencyOf } from '../adjacency.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { ownerOfWeights } from '../sharing.ts';
import type { Optimizer } from '../training/training-settings.ts';

const bytesPerNumber = 4;
/**
 * What a WebGPU device holds of the outputs, measured as the bytes that tfjs's backend has allocated after some steps. Of
 * what learns, the output itself and, until the step has ended, the gradients that lead to it. Of the layers in front,
 * each output's memory goes back into a pool that only outputs of the very same size are made from, and not before the
 * next submission of 15 programs: so many of a size are there at once. For MobileNet 0.25 at 96 and 128 pixels and for a
 * ResNet of seven blocks, with none, one, three or nearly all blocks unfrozen, this tells 0.85 to 1.25 times what is held.
 */
const copiesInLearning = 2.5;
const mostOfASize = 8;

export interface TrainingCost {
  /** In bytes. */
  readonly memory: {
    /** All weights, and two copies of those that change: the last good ones, and those on trial. */
    readonly weights: number;
    readonly gradients: number;
    /** What the optimizer keeps of each weight that learns. */
    readonly optimizer: number;
    /** Outputs of a batch: of what learns with what leads back through them, and of the layers in front. */
    readonly activations: number;
    readonly total: number;
  };
  /** Of the forward pass of a picture. */
  readonly forwardMultiplyAdds: number;
  /** Of a picture in a training step: forward, and twice more behind the first layer that learns. */
  readonly trainingMultiplyAdds: number;
}

/** How many numbers an optimizer keeps of each weight. */
function slotsOf(optimizer: Optimizer): number {
  switch (optimizer.name) {
    case 'sgd':
      return optimizer.momentum === 0 ? 0 : 1;
    case 'adam':
    case 'adamw':
      return 2;
    case 'rmsprop':
      return optimizer.momentum === 0 ? 1 : 2;
    case 'adagrad':
      return 1;
  }
}

/** The layers that learn, and all behind them. */
function learningNodes(graph: ModelGraph, analysis: GraphAnalysis): ReadonlySet<NodeId> {
  const adjacency = adjacencyOf(graph);
  const learning = new Set<NodeId>();
  for (const id of analysis.order) {
    const node = adjacency.node.get(id);
    const owner = node && analysis.nodes.get(ownerOfWeights(node));
    const hasLearningSource = adjacency.sources(id).some((source) => learning.has(source));
    if (hasLearningSource || (owner?.trainableParameters ?? 0) > 0) learning.add(id);
  }
  return learning;
}

/** The outputs that a layer which does not learn makes: some are computed in two steps, each into memory of its own. */
function outputsInPassing({ type }: LayerNode): number {
  return type === 'BatchNormalization' || type === 'Rescaling' ? 2 : 1;
}

/** For a graph without errors. An estimate: what the device rounds up or holds besides is not in it. */
export function trainingCost(
  graph: ModelGraph,
  analysis: GraphAnalysis,
  { batchSize, optimizer }: { readonly batchSize: number; readonly optimizer: Optimizer },
): TrainingCost {
  const learning = learningNodes(graph, analysis);
  const changing = sum(
    graph.nodes.filter(({ trainable }) => trainable).map(({ id }) => analysis.nodes.get(id)?.parameters ?? 0),
  );
  const { parameters, trainableParameters, multiplyAdds } = analysis.totals;
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const countBySize = new Map<number, number>();
  let kept = 0;
  let behind = 0;
  for (const id of analysis.order) {
    const facts = analysis.nodes.get(id);
    const node = nodes.get(id);
    if (!facts || !node) continue;
    if (learning.has(id)) {
      kept += facts.activationBytes;
      behind += facts.multiplyAdds;
    } else {
      const count = countBySize.get(facts.activationBytes) ?? 0;
      countBySize.set(facts.activationBytes, count + outputsInPassing(node));
    }
  }
  const passing = sum([...countBySize].map(([size, count]) => size * Math.min(count, mostOfASize)));
  const memory = {
    weights: (parameters + 2 * changing) * bytesPerNumber,
    gradients: trainableParameters * bytesPerNumber,
    optimizer: slotsOf(optimizer) * trainableParameters * bytesPerNumber,
    activations: (copiesInLearning * kept + passing) * batchSize,
  };
  return {
    memory: { ...memory, total: sum(Object.values(memory)) },
    forwardMultiplyAdds: multiplyAdds,
    trainingMultiplyAdds: multiplyAdds + 2 * behind,
  };
}
