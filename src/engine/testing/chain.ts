/** Small graphs for tests. */
import * as v from 'valibot';
import { type LayerType, layerDefinitions } from '#graph/layers/index.ts';
import type { LayerNode, ModelGraph, NodeId } from '#graph/model-graph.ts';

export interface ChainLink {
  readonly type: LayerType;
  readonly name?: string;
  readonly config?: object;
  readonly trainable?: boolean;
}

/** Layers one after another; settings left out are Keras's defaults. */
export function chain(...links: readonly ChainLink[]): ModelGraph {
  const nodes = links.map(({ type, name, config = {}, trainable = true }, index) => {
    const node = {
      id: `n${index}` as NodeId,
      name: name ?? `${type.toLowerCase()}_${index}`,
      type,
      config: v.parse(layerDefinitions[type].schema as v.GenericSchema<unknown, LayerNode['config']>, config),
      trainable,
      position: { x: 0, y: index * 100 },
    };
    return node as LayerNode;
  });
  const edges = nodes.slice(1).map(({ id }, index) => ({ source: (nodes[index] as LayerNode).id, target: id }));
  return { nodes, edges };
}

/** The lecture's network: 225,034 parameters for 28 × 28 grey pictures and ten classes. */
export function lectureCnn({ rescale = false } = {}): ModelGraph {
  return chain(
    { type: 'Input', name: 'input', config: { shape: [28, 28, 1] } },
    ...(rescale ? [{ type: 'Rescaling', name: 'rescaling' } as const] : []),
    { type: 'Conv2D', name: 'conv1', config: { filters: 32, activation: 'relu' } },
    { type: 'MaxPooling2D', name: 'pool1' },
    { type: 'Conv2D', name: 'conv2', config: { filters: 64, activation: 'relu' } },
    { type: 'MaxPooling2D', name: 'pool2' },
    { type: 'Flatten', name: 'flatten' },
    { type: 'Dense', name: 'dense1', config: { units: 128, activation: 'relu' } },
    { type: 'Dense', name: 'dense2', config: { units: 10, activation: 'softmax' } },
  );
}
