/**
 * EfficientNet (Tan and Le 2019, https://arxiv.org/abs/1905.11946): gated inverted residual blocks; width, depth and picture
 * size grow together from B0 to B7. Pictures go in as 0..255.
 */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { correctPad } from '../correct-pad.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { roundChannels } from '../round-channels.ts';
import { pooled, predictions } from '../top.ts';

/** How B0 is scaled. */
export interface EfficientNetScale {
  readonly width: number;
  readonly depth: number;
  /** Of the classifier's Dropout. */
  readonly dropoutRate: number;
}

interface Stage {
  readonly kernelSize: number;
  readonly repeats: number;
  readonly filters: number;
  readonly expansion: number;
  readonly strides: number;
}

/** B0, before scaling: table 1 of the paper. */
const stages: readonly Stage[] = [
  { kernelSize: 3, repeats: 1, filters: 16, expansion: 1, strides: 1 },
  { kernelSize: 3, repeats: 2, filters: 24, expansion: 6, strides: 2 },
  { kernelSize: 5, repeats: 2, filters: 40, expansion: 6, strides: 2 },
  { kernelSize: 3, repeats: 3, filters: 80, expansion: 6, strides: 2 },
  { kernelSize: 5, repeats: 3, filters: 112, expansion: 6, strides: 1 },
  { kernelSize: 5, repeats: 4, filters: 192, expansion: 6, strides: 2 },
  { kernelSize: 3, repeats: 1, filters: 320, expansion: 6, strides: 1 },
];

/** The rate at which the last block would be left out while training; earlier blocks less, in proportion. */
const lastDropRate = 0.2;
const poolNames = { avg: 'avg_pool', max: 'max_pool' };
const imageNetDeviation = [0.229, 0.224, 0.225];

export function efficientNet(limits: SizeLimits, scale: EfficientNetScale, options: BuildOptions): ModelGraph {
  const { width, depth, dropoutRate } = scale;
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = stem(net, net.input(plan.inputShape), roundChannels(32 * width), plan.weights === 'imagenet');
  const scaled = stages.map((stage) => ({
    ...stage,
    repeats: Math.ceil(stage.repeats * depth),
    filters: roundChannels(stage.filters * width),
  }));
  const total = scaled.reduce((count, { repeats }) => count + repeats, 0);
  let built = 0;
  for (const [stage, { repeats, ...settings }] of scaled.entries()) {
    for (let index = 0; index < repeats; index++) {
      x = block(net, x, `block${stage + 1}${String.fromCharCode(97 + index)}`, {
        ...settings,
        strides: index === 0 ? settings.strides : 1,
        dropRate: (lastDropRate * built) / total,
      });
      built++;
    }
  }
  net.block('top_conv');
  const topFilters = roundChannels(1280 * width);
  x = net.layer('Conv2D', x, { name: 'top_conv', filters: topFilters, kernelSize: 1, padding: 'same', useBias: false });
  x = normalizedSwish(net, x, 'top_bn', 'top_activation');
  if (!plan.includeTop) return net.build(pooled(net, x, plan, poolNames));
  net.block('top');
  x = net.layer('GlobalAveragePooling2D', x, { name: poolNames.avg });
  x = net.layer('Dropout', x, { name: 'top_dropout', rate: dropoutRate });
  return net.build(predictions(net, x, plan));
}

/**
 * The published weights were trained on pictures divided by the deviation twice over its root; a second Rescaling makes up for
 * it (https://github.com/tensorflow/tensorflow/issues/49930).
 */
function stem(net: NetworkBuilder, input: Features, filters: number, forImageNet: boolean): Features {
  net.block('stem');
  let x = net.layer('Rescaling', input, { scale: 1 / 255 });
  x = net.layer('Normalization', x);
  if (forImageNet)
    x = net.layer('Rescaling', x, { scale: imageNetDeviation.map((deviation) => 1 / Math.sqrt(deviation)) });
  x = net.layer('ZeroPadding2D', x, { name: 'stem_conv_pad', padding: correctPad(x, 3) });
  x = net.layer('Conv2D', x, { name: 'stem_conv', filters, kernelSize: 3, strides: 2, useBias: false });
  return normalizedSwish(net, x, 'stem_bn', 'stem_activation');
}

function normalizedSwish(net: NetworkBuilder, x: Features, name: string, activationName: string): Features {
  const normalized = net.layer('BatchNormalization', x, { name });
  return net.layer('Activation', normalized, { name: activationName, activation: 'silu' });
}

interface BlockSettings extends Omit<Stage, 'repeats'> {
  readonly dropRate: number;
}

function block(net: NetworkBuilder, input: Features, name: string, settings: BlockSettings): Features {
  const { kernelSize, filters, expansion, strides, dropRate } = settings;
  const inputFilters = NetworkBuilder.channels(input);
  const expanded = inputFilters * expansion;
  net.block(name);
  let x = input;
  if (expansion !== 1) {
    x = net.layer('Conv2D', x, {
      name: `${name}_expand_conv`,
      filters: expanded,
      kernelSize: 1,
      padding: 'same',
      useBias: false,
    });
    x = normalizedSwish(net, x, `${name}_expand_bn`, `${name}_expand_activation`);
  }
  if (strides === 2) {
    x = net.layer('ZeroPadding2D', x, { name: `${name}_dwconv_pad`, padding: correctPad(x, kernelSize) });
  }
  x = net.layer('DepthwiseConv2D', x, {
    name: `${name}_dwconv`,
    kernelSize,
    strides,
    padding: strides === 2 ? 'valid' : 'same',
    useBias: false,
  });
  x = normalizedSwish(net, x, `${name}_bn`, `${name}_activation`);
  x = gate(net, x, Math.max(1, Math.trunc(inputFilters / 4)), name);
  x = net.layer('Conv2D', x, { name: `${name}_project_conv`, filters, kernelSize: 1, padding: 'same', useBias: false });
  x = net.layer('BatchNormalization', x, { name: `${name}_project_bn` });
  if (strides !== 1 || inputFilters !== filters) return x;
  if (dropRate > 0) {
    x = net.layer('Dropout', x, { name: `${name}_drop`, rate: dropRate, noiseShape: [null, 1, 1, 1] });
  }
  return net.layer('Add', [x, input], { name: `${name}_add` });
}

/** Squeeze and excitation (Hu et al. 2017, https://arxiv.org/abs/1709.01507). */
function gate(net: NetworkBuilder, features: Features, squeezed: number, name: string): Features {
  const filters = NetworkBuilder.channels(features);
  let x = net.layer('GlobalAveragePooling2D', features, { name: `${name}_se_squeeze` });
  x = net.layer('Reshape', x, { name: `${name}_se_reshape`, targetShape: [1, 1, filters] });
  x = net.layer('Conv2D', x, {
    name: `${name}_se_reduce`,
    filters: squeezed,
    kernelSize: 1,
    padding: 'same',
    activation: 'silu',
  });
  x = net.layer('Conv2D', x, {
    name: `${name}_se_expand`,
    filters,
    kernelSize: 1,
    padding: 'same',
    activation: 'sigmoid',
  });
  return net.layer('Multiply', [features, x], { name: `${name}_se_excite` });
}
