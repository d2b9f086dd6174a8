/** The base inside a network, block by block: what fine-tuning unfreezes, the last blocks first. */
import { product, sum } from '#base/math.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { LayerNode, ModelGraph } from '../model-graph.ts';

/** The block that transfer learning puts in front of a base. */
export const picturesBlock = 'pictures';

export interface BaseBlock {
  readonly name: string;
  /** Numbers in all its weights. */
  readonly parameters: number;
  /** Those that training changes once the block is unfrozen. */
  readonly learnable: number;
}

/** A BatchNormalization keeps the statistics and scales that its base was trained with, wherever it stands. */
export function staysFrozen({ type }: LayerNode): boolean {
  return type === 'BatchNormalization';
}

/** The base's blocks that have something to learn, in the order in which they first run. */
export function baseBlocks({ nodes }: ModelGraph, analysis: GraphAnalysis): readonly BaseBlock[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const blocks = new Map<string, { parameters: number; learnable: number }>();
  for (const id of analysis.order) {
    const node = byId.get(id);
    const facts = analysis.nodes.get(id);
    if (!node?.block || !facts || node.block === picturesBlock) continue;
    const block = blocks.get(node.block) ?? { parameters: 0, learnable: 0 };
    blocks.set(node.block, block);
    block.parameters += facts.parameters;
    if (staysFrozen(node)) continue;
    const learnable = facts.weights.filter(({ trainable }) => trainable);
    block.learnable += sum(learnable.map(({ shape }) => product(shape)));
  }
  return [...blocks].map(([name, block]) => ({ name, ...block })).filter(({ learnable }) => learnable > 0);
}
