/** A ZeroPadding2D before a convolution goes where the convolution pads the same by itself, as MobileNet's strides do. */
import type { Pair } from '#graph/config-schemas.ts';
import type { LayerNode } from '#graph/model-graph.ts';
import type { GraphRewrite } from './graph-rewrite.ts';

type Convolution = Extract<LayerNode, { type: 'Conv2D' | 'DepthwiseConv2D' | 'SeparableConv2D' }>;

export function absorbPadding(rewrite: GraphRewrite): void {
  for (const id of rewrite.order) {
    const pair = rewrite.pairEndingAt(id);
    if (pair?.first.type !== 'ZeroPadding2D' || !isConvolution(pair.last)) continue;
    const [top, bottom, left, right] = pair.first.config.padding;
    const [[height = 0, width = 0] = []] = rewrite.facts(pair.first.id).inputs;
    const { kernelSize, strides, dilationRate } = pair.last.config;
    const isSame =
      isEqual([top, bottom], samePadding(height, kernelSize[0], strides[0], dilationRate[0])) &&
      isEqual([left, right], samePadding(width, kernelSize[1], strides[1], dilationRate[1]));
    if (isSame) rewrite.merge(pair, paddingItself(pair.last), rewrite.weightsOf(pair.last));
  }
}

function isConvolution(node: LayerNode): node is Convolution {
  switch (node.type) {
    case 'Conv2D':
    case 'DepthwiseConv2D':
    case 'SeparableConv2D':
      return node.config.padding === 'valid';
    default:
      return false;
  }
}

function paddingItself(node: Convolution): LayerNode {
  switch (node.type) {
    case 'Conv2D':
      return { ...node, config: { ...node.config, padding: 'same' } };
    case 'DepthwiseConv2D':
      return { ...node, config: { ...node.config, padding: 'same' } };
    case 'SeparableConv2D':
      return { ...node, config: { ...node.config, padding: 'same' } };
  }
}

/** Before and behind, as TensorFlow's `SAME` pads: as evenly as it can, the odd one behind. */
function samePadding(size: number, kernel: number, stride: number, dilation: number): Pair {
  const reach = (kernel - 1) * dilation + 1;
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + reach - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}

function isEqual(one: Pair, other: Pair): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
