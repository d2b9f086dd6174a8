/**
 * ResNetV2 (He et al. 2016, https://arxiv.org/abs/1603.05027): normalisation and relu stand before each convolution, so
 * that the short cuts are clean. A stage's last block does the stride.
 */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { averageTop } from '../top.ts';
import { resNetEpsilon, resNetPoolNames } from './resnet.ts';

/** `depths` are the residual blocks of the four stages. */
export function resNetV2(limits: SizeLimits, depths: readonly number[], options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('conv1');
  x = net.layer('ZeroPadding2D', x, { name: 'conv1_pad', padding: 3 });
  x = net.layer('Conv2D', x, { name: 'conv1_conv', filters: 64, kernelSize: 7, strides: 2 });
  net.block('pool1');
  x = net.layer('ZeroPadding2D', x, { name: 'pool1_pad', padding: 1 });
  x = net.layer('MaxPooling2D', x, { name: 'pool1_pool', poolSize: 3, strides: 2 });
  for (const [stage, depth] of depths.entries()) {
    const lastStrides = stage === depths.length - 1 ? 1 : 2;
    for (let index = 1; index <= depth; index++) {
      const strides = index === depth ? lastStrides : 1;
      x = residualBlock(net, x, `conv${stage + 2}_block${index}`, {
        filters: 64 * 2 ** stage,
        strides,
        projects: index === 1,
      });
    }
  }
  net.block('post');
  x = normalizedRelu(net, x, 'post');
  return net.build(averageTop(net, x, plan, resNetPoolNames));
}

function normalizedRelu(net: NetworkBuilder, x: Features, name: string): Features {
  const normalized = net.layer('BatchNormalization', x, { name: `${name}_bn`, epsilon: resNetEpsilon });
  return net.layer('Activation', normalized, { name: `${name}_relu`, activation: 'relu' });
}

interface BlockSettings {
  readonly filters: number;
  readonly strides: number;
  /** Whether the short cut is a 1 × 1 convolution, which gives it as many channels as the block's end has. */
  readonly projects: boolean;
}

function residualBlock(net: NetworkBuilder, input: Features, name: string, settings: BlockSettings): Features {
  const { filters, strides } = settings;
  net.block(name);
  const activated = normalizedRelu(net, input, `${name}_preact`);
  const shortcut = shortcutOf(net, input, activated, name, settings);
  let x = net.layer('Conv2D', activated, { name: `${name}_1_conv`, filters, kernelSize: 1, useBias: false });
  x = normalizedRelu(net, x, `${name}_1`);
  x = net.layer('ZeroPadding2D', x, { name: `${name}_2_pad`, padding: 1 });
  x = net.layer('Conv2D', x, { name: `${name}_2_conv`, filters, kernelSize: 3, strides, useBias: false });
  x = normalizedRelu(net, x, `${name}_2`);
  x = net.layer('Conv2D', x, { name: `${name}_3_conv`, filters: 4 * filters, kernelSize: 1 });
  return net.layer('Add', [shortcut, x], { name: `${name}_out` });
}

function shortcutOf(
  net: NetworkBuilder,
  input: Features,
  activated: Features,
  name: string,
  { filters, strides, projects }: BlockSettings,
): Features {
  if (projects) {
    return net.layer('Conv2D', activated, { name: `${name}_0_conv`, filters: 4 * filters, kernelSize: 1, strides });
  }
  return strides > 1 ? net.layer('MaxPooling2D', input, { poolSize: 1, strides }) : input;
}
