/** Xception (Chollet 2016, https://arxiv.org/abs/1610.02357): residual blocks of separable convolutions. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';

export function xception(limits: SizeLimits, options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('block1');
  x = net.layer('Conv2D', x, { name: 'block1_conv1', filters: 32, kernelSize: 3, strides: 2, useBias: false });
  x = normalizedRelu(net, x, 'block1_conv1');
  x = net.layer('Conv2D', x, { name: 'block1_conv2', filters: 64, kernelSize: 3, useBias: false });
  x = normalizedRelu(net, x, 'block1_conv2');
  x = reducingBlock(net, x, 'block2', [128, 128]);
  x = reducingBlock(net, x, 'block3', [256, 256]);
  x = reducingBlock(net, x, 'block4', [728, 728]);
  for (let index = 5; index <= 12; index++) x = middleBlock(net, x, `block${index}`);
  x = reducingBlock(net, x, 'block13', [728, 1024]);
  net.block('block14');
  for (const [index, filters] of [1536, 2048].entries()) {
    const name = `block14_sepconv${index + 1}`;
    x = normalizedRelu(net, separable(net, x, name, filters), name);
  }
  return net.build(averageTop(net, x, plan, plan.includeTop ? { avg: 'avg_pool' } : {}));
}

function normalizedRelu(net: NetworkBuilder, x: Features, name: string): Features {
  const normalized = net.layer('BatchNormalization', x, { name: `${name}_bn` });
  return relu(net, normalized, name);
}

function relu(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('Activation', x, { name: `${name}_act`, activation: 'relu' });
}

function separable(net: NetworkBuilder, x: Features, name: string, filters: number): Features {
  return net.layer('SeparableConv2D', x, { name, filters, kernelSize: 3, padding: 'same', useBias: false });
}

/** Halves the sides; the short cut is a 1 × 1 convolution. */
function reducingBlock(net: NetworkBuilder, input: Features, name: string, filters: readonly number[]): Features {
  net.block(name);
  let shortcut = net.layer('Conv2D', input, {
    filters: filters.at(-1) ?? 0,
    kernelSize: 1,
    strides: 2,
    padding: 'same',
    useBias: false,
  });
  shortcut = net.layer('BatchNormalization', shortcut);
  let x = input;
  for (const [index, count] of filters.entries()) {
    const layer = `${name}_sepconv${index + 1}`;
    // Block 1 ends with a relu, so block 2 does not begin with one.
    if (name !== 'block2' || index > 0) x = relu(net, x, layer);
    x = net.layer('BatchNormalization', separable(net, x, layer, count), { name: `${layer}_bn` });
  }
  x = net.layer('MaxPooling2D', x, { name: `${name}_pool`, poolSize: 3, strides: 2, padding: 'same' });
  return net.layer('Add', [x, shortcut]);
}

function middleBlock(net: NetworkBuilder, input: Features, name: string): Features {
  net.block(name);
  let x = input;
  for (const index of [1, 2, 3]) {
    const layer = `${name}_sepconv${index}`;
    x = separable(net, relu(net, x, layer), layer, 728);
    x = net.layer('BatchNormalization', x, { name: `${layer}_bn` });
  }
  return net.layer('Add', [x, input]);
}
