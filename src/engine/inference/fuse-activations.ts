/** Puts an activation that is a layer of its own into the layer before it, where that applies it in its own GPU program. */
import type { ActivationName } from '#graph/activations.ts';
import type { LayerType } from '#graph/layers/index.ts';
import type { LayerNode } from '#graph/model-graph.ts';
import type { LayerForm } from '../build/forms/layer-form.ts';
import { layerForms } from '../build/layer-forms.ts';
import type { GraphRewrite } from './graph-rewrite.ts';

export function fuseActivations(rewrite: GraphRewrite): void {
  for (const id of rewrite.order) {
    const pair = rewrite.pairEndingAt(id);
    const activation = pair && activationOf(pair.last);
    if (!pair || !activation) continue;
    const layer = withActivation(pair.first, activation);
    if (layer !== null) rewrite.merge(pair, layer, rewrite.weightsOf(pair.first));
  }
}

/** The activation that a layer is; null for a layer that is more or something else. */
function activationOf(node: LayerNode): ActivationName | null {
  if (node.type === 'Activation') return node.config.activation;
  if (node.type !== 'ReLU') return null;
  const { maxValue, negativeSlope, threshold } = node.config;
  if (negativeSlope !== 0 || threshold !== 0) return null;
  if (maxValue === null) return 'relu';
  return maxValue === 6 ? 'relu6' : null;
}

function withActivation(node: LayerNode, activation: ActivationName): LayerNode | null {
  const form: LayerForm<LayerType> = layerForms[node.type];
  if (form.fuses?.includes(activation) !== true) return null;
  switch (node.type) {
    case 'Conv2D':
      return node.config.activation === 'linear' ? { ...node, config: { ...node.config, activation } } : null;
    case 'DepthwiseConv2D':
      return node.config.activation === 'linear' ? { ...node, config: { ...node.config, activation } } : null;
    case 'SeparableConv2D':
      return node.config.activation === 'linear' ? { ...node, config: { ...node.config, activation } } : null;
    case 'Dense':
      return node.config.activation === 'linear' ? { ...node, config: { ...node.config, activation } } : null;
    default:
      return null;
  }
}
