/** ResNet (He et al. 2015, https://arxiv.org/abs/1512.03385): bottleneck blocks, each beside a short cut. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';

export const resNetEpsilon = 1.001e-5;
export const resNetPoolNames = { avg: 'avg_pool', max: 'max_pool' } as const;

/** `depths` are the residual blocks of the four stages. */
export function resNet(limits: SizeLimits, depths: readonly number[], options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('conv1');
  x = net.layer('ZeroPadding2D', x, { name: 'conv1_pad', padding: 3 });
  x = net.layer('Conv2D', x, { name: 'conv1_conv', filters: 64, kernelSize: 7, strides: 2 });
  x = normalizedRelu(net, x, 'conv1');
  net.block('pool1');
  x = net.layer('ZeroPadding2D', x, { name: 'pool1_pad', padding: 1 });
  x = net.layer('MaxPooling2D', x, { name: 'pool1_pool', poolSize: 3, strides: 2 });
  for (const [stage, depth] of depths.entries()) {
    for (let index = 1; index <= depth; index++) {
      const strides = stage > 0 && index === 1 ? 2 : 1;
      x = residualBlock(net, x, `conv${stage + 2}_block${index}`, {
        filters: 64 * 2 ** stage,
        strides,
        projects: index === 1,
      });
    }
  }
  return net.build(averageTop(net, x, plan, resNetPoolNames));
}

function normalize(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('BatchNormalization', x, { name: `${name}_bn`, epsilon: resNetEpsilon });
}

function normalizedRelu(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('Activation', normalize(net, x, name), { name: `${name}_relu`, activation: 'relu' });
}

interface BlockSettings {
  readonly filters: number;
  readonly strides: number;
  /** Whether the short cut is a 1 × 1 convolution, which gives it as many channels as the block's end has. */
  readonly projects: boolean;
}

function residualBlock(net: NetworkBuilder, input: Features, name: string, settings: BlockSettings): Features {
  const { filters, strides, projects } = settings;
  net.block(name);
  let shortcut = input;
  if (projects) {
    shortcut = net.layer('Conv2D', input, { name: `${name}_0_conv`, filters: 4 * filters, kernelSize: 1, strides });
    shortcut = normalize(net, shortcut, `${name}_0`);
  }
  let x = net.layer('Conv2D', input, { name: `${name}_1_conv`, filters, kernelSize: 1, strides });
  x = normalizedRelu(net, x, `${name}_1`);
  x = net.layer('Conv2D', x, { name: `${name}_2_conv`, filters, kernelSize: 3, padding: 'same' });
  x = normalizedRelu(net, x, `${name}_2`);
  x = net.layer('Conv2D', x, { name: `${name}_3_conv`, filters: 4 * filters, kernelSize: 1 });
  x = normalize(net, x, `${name}_3`);
  x = net.layer('Add', [shortcut, x], { name: `${name}_add` });
  return net.layer('Activation', x, { name: `${name}_out`, activation: 'relu' });
}
