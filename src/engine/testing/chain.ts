/** Small graphs for tests. */
import type { LayerConfig, LayerType } from '#graph/layers/index.ts';
import { ModelBuilder } from '#graph/model-builder.ts';
import type { ModelGraph, NodeId } from '#graph/model-graph.ts';

export type ChainLink = {
  [Type in LayerType]: {
    readonly type: Type;
    readonly name?: string;
    readonly config?: Partial<LayerConfig<Type>>;
    readonly trainable?: boolean;
  };
}[LayerType];

/** Layers one after another; settings left out are Keras's defaults. */
export function chain(...links: readonly ChainLink[]): ModelGraph {
  const model = new ModelBuilder();
  let last: NodeId[] = [];
  for (const { type, config } of links) last = [model.layer(type, config, ...last)];
  const { nodes, edges } = model.build();
  return {
    nodes: nodes.map((node, index) => ({
      ...node,
      name: links[index]?.name ?? node.name,
      trainable: links[index]?.trainable ?? true,
    })),
    edges,
  };
}
