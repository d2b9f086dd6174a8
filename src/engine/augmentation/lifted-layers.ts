/**
 * Which of a network's layers are taken out of it in training and run over the batch instead: the chain behind its Input
 * that Keras's preprocessing layers form. They compose there into few passes that read the data set itself.
 */
import type { AugmentationLayer } from '#data/augmentation/augmentation-layer.ts';
import { randomLayerTypes } from '#graph/layers/random-layer-types.ts';
import type { LayerNode, ModelGraph } from '#graph/model-graph.ts';

/** The node as a layer that passes are planned from; null for one that only the network runs. */
function asAugmentation(node: LayerNode): AugmentationLayer | null {
  switch (node.type) {
    case 'Rescaling': {
      const { scale, offset } = node.config;
      if (typeof scale !== 'number' || typeof offset !== 'number') return null;
      return { name: node.name, type: node.type, config: { scale, offset } };
    }
    case 'Resizing': {
      const { interpolation, padToAspectRatio } = node.config;
      if (padToAspectRatio || (interpolation !== 'bilinear' && interpolation !== 'nearest')) return null;
      return { name: node.name, type: node.type, config: { ...node.config, interpolation } };
    }
    case 'CenterCrop':
    case 'RandomCrop':
    case 'RandomFlip':
    case 'RandomTranslation':
    case 'RandomRotation':
    case 'RandomZoom':
    case 'RandomShear':
    case 'RandomContrast':
    case 'RandomBrightness':
    case 'RandomHeight':
    case 'RandomWidth':
      return node;
    default:
      return null;
  }
}

/**
 * The chain, first layer first. Empty where nothing in it is random, where the network has several inputs, and from the
 * first layer on whose output is read twice.
 */
export function liftedLayers({ nodes, edges }: ModelGraph): readonly AugmentationLayer[] {
  const inputs = nodes.filter(({ type }) => type === 'Input');
  const [input] = inputs;
  if (inputs.length !== 1 || !input) return [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const chain: AugmentationLayer[] = [];
  let last = input;
  while (true) {
    const leaving = edges.filter(({ source }) => source === last.id);
    const [edge] = leaving;
    const next = leaving.length === 1 && edge ? byId.get(edge.target) : undefined;
    const layer = next ? asAugmentation(next) : null;
    if (!next || !layer || chain.length >= nodes.length) break;
    chain.push(layer);
    last = next;
  }
  return chain.some(({ type }) => randomLayerTypes.has(type)) ? chain : [];
}
