/**
 * BatchNormalization on its moving averages is a scale and a shift a channel. Behind a layer that is a weighted sum, both
 * go into its weights; elsewhere they become the weights of a 1 × 1 depthwise convolution, which is one GPU program and
 * not six.
 */
import { resolveAxis } from '#graph/axes.ts';
import { createNode } from '#graph/edits/create-node.ts';
import { emptyGraph, type LayerNode } from '#graph/model-graph.ts';
import type { NamedWeight } from '../layer-weights.ts';
import type { GraphRewrite } from './graph-rewrite.ts';

type Normalization = Extract<LayerNode, { type: 'BatchNormalization' }>;
type WeightedSum = Extract<LayerNode, { type: 'Conv2D' | 'DepthwiseConv2D' | 'SeparableConv2D' | 'Dense' }>;

/** y = scale · x + shift, a channel. */
interface ScaleAndShift {
  readonly scale: Float64Array;
  readonly shift: Float64Array;
}

export function foldBatchNormalization(rewrite: GraphRewrite): void {
  for (const id of rewrite.order) {
    const node = rewrite.node(id);
    if (node?.type !== 'BatchNormalization') continue;
    const [input = []] = rewrite.facts(id).inputs;
    if (resolveAxis(node.config.axis, input) !== input.length - 1 || rewrite.sharesWeights(node)) continue;
    const affine = scaleAndShift(rewrite, node);
    if (affine === null) continue;
    const pair = rewrite.pairEndingAt(id);
    if (pair !== null && isWeightedSum(pair.first)) {
      const { layer, weights } = folded(pair.first, rewrite.weightsOf(pair.first), affine);
      rewrite.merge(pair, layer, weights);
    } else if (input.length === 3) {
      const { layer, weights } = asDepthwise(affine);
      rewrite.replace(node, layer, weights);
    }
  }
}

/** null where weights are missing: the network draws them itself. */
function scaleAndShift(rewrite: GraphRewrite, node: Normalization): ScaleAndShift | null {
  const { epsilon } = node.config;
  const mean = rewrite.weight(node, 'moving_mean');
  const variance = rewrite.weight(node, 'moving_variance');
  const gamma = rewrite.weight(node, 'gamma');
  const beta = rewrite.weight(node, 'beta');
  if (!mean || !variance || (node.config.scale && !gamma) || (node.config.center && !beta)) return null;
  const scale = Float64Array.from(variance, (value, channel) => (gamma?.[channel] ?? 1) / Math.sqrt(value + epsilon));
  const shift = scale.map((value, channel) => (beta?.[channel] ?? 0) - (mean[channel] ?? 0) * value);
  return { scale, shift };
}

function isWeightedSum(node: LayerNode): node is WeightedSum {
  switch (node.type) {
    case 'Conv2D':
    case 'DepthwiseConv2D':
    case 'SeparableConv2D':
    case 'Dense':
      return node.config.activation === 'linear';
    default:
      return false;
  }
}

function folded(node: WeightedSum, weights: readonly NamedWeight[], { scale, shift }: ScaleAndShift) {
  // Of a separable convolution's two kernels the second one makes the channels that come out.
  const scaledName = node.type === 'SeparableConv2D' ? 'pointwise_kernel' : 'kernel';
  const channels = scale.length;
  const bias = weights.find(({ name }) => name === 'bias')?.values;
  const kernels = weights
    .filter(({ name }) => name !== 'bias')
    .map((weight) => {
      if (weight.name !== scaledName) return weight;
      // The channels that come out lie last, those of a depthwise kernel in two axes.
      return { ...weight, values: weight.values.map((value, place) => value * (scale[place % channels] ?? 1)) };
    });
  const values = Float32Array.from(shift, (value, channel) => value + (bias?.[channel] ?? 0) * (scale[channel] ?? 1));
  return { layer: withBias(node), weights: [...kernels, { name: 'bias', shape: [channels], values }] };
}

function withBias(node: WeightedSum): LayerNode {
  switch (node.type) {
    case 'Conv2D':
      return { ...node, config: { ...node.config, useBias: true } };
    case 'DepthwiseConv2D':
      return { ...node, config: { ...node.config, useBias: true } };
    case 'SeparableConv2D':
      return { ...node, config: { ...node.config, useBias: true } };
    case 'Dense':
      return { ...node, config: { ...node.config, useBias: true } };
  }
}

function asDepthwise({ scale, shift }: ScaleAndShift) {
  const kernel = { name: 'kernel', shape: [1, 1, scale.length, 1], values: Float32Array.from(scale) };
  const bias = { name: 'bias', shape: [shift.length], values: Float32Array.from(shift) };
  const config = { kernelSize: [1, 1] };
  return { layer: createNode(emptyGraph, 'DepthwiseConv2D', { x: 0, y: 0 }, config), weights: [kernel, bias] };
}
