/** DenseNet (Huang et al. 2016, https://arxiv.org/abs/1608.06993): every layer of a block reads all layers before it. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';

const epsilon = 1.001e-5;
/** How many channels each layer of a dense block adds. */
const growthRate = 32;

/** `depths` are the layers of the four dense blocks. */
export function denseNet(limits: SizeLimits, depths: readonly number[], options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('conv1');
  x = net.layer('ZeroPadding2D', x, { padding: 3 });
  x = net.layer('Conv2D', x, { name: 'conv1_conv', filters: 64, kernelSize: 7, strides: 2, useBias: false });
  x = normalizedRelu(net, x, 'conv1_bn', 'conv1_relu');
  net.block('pool1');
  x = net.layer('ZeroPadding2D', x, { padding: 1 });
  x = net.layer('MaxPooling2D', x, { name: 'pool1', poolSize: 3, strides: 2 });
  for (const [stage, depth] of depths.entries()) {
    const number = stage + 2;
    for (let index = 1; index <= depth; index++) x = denseLayer(net, x, `conv${number}_block${index}`);
    if (stage < depths.length - 1) x = transition(net, x, `pool${number}`);
  }
  net.block('post');
  x = normalizedRelu(net, x, 'bn', 'relu');
  return net.build(averageTop(net, x, plan, { avg: 'avg_pool', max: 'max_pool' }));
}

function normalizedRelu(net: NetworkBuilder, x: Features, name: string, reluName: string): Features {
  const normalized = net.layer('BatchNormalization', x, { name, epsilon });
  return net.layer('Activation', normalized, { name: reluName, activation: 'relu' });
}

function denseLayer(net: NetworkBuilder, input: Features, name: string): Features {
  net.block(name);
  let x = normalizedRelu(net, input, `${name}_0_bn`, `${name}_0_relu`);
  x = net.layer('Conv2D', x, { name: `${name}_1_conv`, filters: 4 * growthRate, kernelSize: 1, useBias: false });
  x = normalizedRelu(net, x, `${name}_1_bn`, `${name}_1_relu`);
  x = net.layer('Conv2D', x, {
    name: `${name}_2_conv`,
    filters: growthRate,
    kernelSize: 3,
    padding: 'same',
    useBias: false,
  });
  return net.layer('Concatenate', [input, x], { name: `${name}_concat` });
}

/** Halves the channels and the sides. */
function transition(net: NetworkBuilder, input: Features, name: string): Features {
  net.block(name);
  let x = normalizedRelu(net, input, `${name}_bn`, `${name}_relu`);
  const filters = Math.trunc(NetworkBuilder.channels(input) / 2);
  x = net.layer('Conv2D', x, { name: `${name}_conv`, filters, kernelSize: 1, useBias: false });
  return net.layer('AveragePooling2D', x, { name: `${name}_pool`, poolSize: 2, strides: 2 });
}
