/** What training a network costs, told from its graph before it starts: memory on the device, and arithmetic. */
import { product, sum } from '#base/math.ts';
import { adjacencyOf } from '../adjacency.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { ownerOfWeights } from '../sharing.ts';
import type { Optimizer } from '../training/training-settings.ts';

const bytesPerNumber = 4;
/**
 * Tensors of an output's size that are there at once, measured on WebGPU (`fine-tuning.gpu.test.ts`): of what learns the
 * output itself and, until the step has ended, the gradients that lead to it; of a layer in front its last two.
 */
const copiesInLearning = 4;
const copiesInPassing = 2;

export interface TrainingCost {
  /** In bytes. */
  readonly memory: {
    /** All weights, and two copies of those that change: the last good ones, and those on trial. */
    readonly weights: number;
    readonly gradients: number;
    /** What the optimizer keeps of each weight that learns. */
    readonly optimizer: number;
    /** Outputs of a batch and what their gradients take, or what the largest layer in front of what learns does. */
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
  let kept = 0;
  let passing = 0;
  let behind = 0;
  for (const id of analysis.order) {
    const facts = analysis.nodes.get(id);
    if (!facts) continue;
    if (learning.has(id)) {
      kept += facts.activationBytes;
      behind += facts.multiplyAdds;
    } else {
      const read = sum(facts.inputs.map((shape) => product(shape) * bytesPerNumber));
      passing = Math.max(passing, read + copiesInPassing * facts.activationBytes);
    }
  }
  const memory = {
    weights: (parameters + 2 * changing) * bytesPerNumber,
    gradients: trainableParameters * bytesPerNumber,
    optimizer: slotsOf(optimizer) * trainableParameters * bytesPerNumber,
    activations: Math.max(copiesInLearning * kept, passing) * batchSize,
  };
  return {
    memory: { ...memory, total: sum(Object.values(memory)) },
    forwardMultiplyAdds: multiplyAdds,
    trainingMultiplyAdds: multiplyAdds + 2 * behind,
  };
}
