/**
 * The same function in fewer GPU programs: BatchNormalization folded into the weights, activations fused, paddings
 * absorbed. Only for networks that answer and never learn. Outputs keep their ids and names.
 */
import type { LayerType } from '#graph/layers/index.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { WeightedGraph } from '../transfer/join-graphs.ts';
import { absorbPadding } from './absorb-padding.ts';
import { foldBatchNormalization } from './fold-batch-normalization.ts';
import { fuseActivations } from './fuse-activations.ts';
import { GraphRewrite } from './graph-rewrite.ts';

/** Answers equal those of the graph as it is but for rounding. What is handed in is not changed. */
export function forInference(network: WeightedGraph): WeightedGraph {
  const rewrite = new GraphRewrite(network);
  absorbPadding(rewrite);
  foldBatchNormalization(rewrite);
  fuseActivations(rewrite);
  return rewrite.result();
}

const folded: readonly LayerType[] = ['BatchNormalization', 'Activation', 'ReLU', 'ZeroPadding2D'];

/** Whether `forInference` would give the graph back as it is, told without its weights. */
export function isAsShortAsCanBe({ nodes }: ModelGraph): boolean {
  return !nodes.some(({ type }) => folded.includes(type));
}
