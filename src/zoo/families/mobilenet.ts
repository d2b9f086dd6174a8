/** MobileNet (Howard et al. 2017, https://arxiv.org/abs/1704.04861): depthwise and 1 × 1 convolutions in turn. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { pooled } from '../top.ts';

/** Filters and stride of the thirteen depthwise-separable blocks. */
const blocks = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
] as const;

/** `alpha` scales the filters of every layer: 0.25, 0.5, 0.75 and 1 have published weights. */
export function mobileNet(limits: SizeLimits, alpha: number, options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('conv1');
  x = net.layer('Conv2D', x, {
    name: 'conv1',
    filters: Math.trunc(32 * alpha),
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
  });
  x = normalizedRelu6(net, x, 'conv1');
  for (const [index, [filters, strides]] of blocks.entries()) {
    const id = index + 1;
    net.block(`block${id}`);
    x = separableBlock(net, x, Math.trunc(filters * alpha), strides, id);
  }
  if (!plan.includeTop) return net.build(pooled(net, x, plan));
  net.block('top');
  x = net.layer('GlobalAveragePooling2D', x, { keepdims: true });
  x = net.layer('Dropout', x, { name: 'dropout', rate: 1e-3 });
  x = net.layer('Conv2D', x, { name: 'conv_preds', filters: plan.classes, kernelSize: 1, padding: 'same' });
  x = net.layer('Reshape', x, { name: 'reshape_2', targetShape: [plan.classes] });
  x = net.layer('Activation', x, { name: 'predictions', activation: plan.classifierActivation });
  return net.build(x);
}

function normalizedRelu6(net: NetworkBuilder, x: Features, name: string): Features {
  const normalized = net.layer('BatchNormalization', x, { name: `${name}_bn` });
  return net.layer('ReLU', normalized, { name: `${name}_relu`, maxValue: 6 });
}

function separableBlock(net: NetworkBuilder, input: Features, filters: number, strides: number, id: number): Features {
  const padded =
    strides === 1 ? input : net.layer('ZeroPadding2D', input, { name: `conv_pad_${id}`, padding: [0, 1, 0, 1] });
  let x = net.layer('DepthwiseConv2D', padded, {
    name: `conv_dw_${id}`,
    kernelSize: 3,
    strides,
    padding: strides === 1 ? 'same' : 'valid',
    useBias: false,
  });
  x = normalizedRelu6(net, x, `conv_dw_${id}`);
  x = net.layer('Conv2D', x, { name: `conv_pw_${id}`, filters, kernelSize: 1, padding: 'same', useBias: false });
  return normalizedRelu6(net, x, `conv_pw_${id}`);
}
