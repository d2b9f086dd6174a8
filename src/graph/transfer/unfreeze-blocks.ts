import type { LayerNode, ModelGraph } from '../model-graph.ts';
import { staysFrozen } from './base-blocks.ts';

/**
 * The graph with these blocks of its base unfrozen, learning at so many times the run's rate, and with the rest of the
 * base frozen. `BatchNormalization` layers stay frozen in either, so that they run on the statistics that the base was
 * trained with (Keras, "Transfer learning & fine-tuning" and "Image classification via fine-tuning with EfficientNet").
 * Layers outside of `base` are left as they are.
 */
export function unfreezeBlocks(
  graph: ModelGraph,
  base: readonly string[],
  unfrozen: readonly string[],
  multiplier: number,
): ModelGraph {
  const inBase = new Set(base);
  const open = new Set(unfrozen);
  const set = (node: LayerNode): LayerNode => {
    if (node.block === undefined || !inBase.has(node.block)) return node;
    const { learningRateMultiplier: _, ...plain } = node;
    if (!open.has(node.block) || staysFrozen(node)) return { ...plain, trainable: false };
    const own = { ...plain, trainable: true };
    return multiplier === 1 ? own : { ...own, learningRateMultiplier: multiplier };
  };
  return { ...graph, nodes: graph.nodes.map(set) };
}
