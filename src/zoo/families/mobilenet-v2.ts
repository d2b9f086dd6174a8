/** MobileNetV2 (Sandler et al. 2018, https://arxiv.org/abs/1801.04381): residual blocks that are wide inside and narrow outside. */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { correctPad } from '../correct-pad.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { roundChannels } from '../round-channels.ts';
import { averageTop } from '../top.ts';

/** Filters, how many blocks with them, and the stride of the first of these. */
const stages = [
  [16, 1, 1],
  [24, 2, 2],
  [32, 3, 2],
  [64, 4, 2],
  [96, 3, 1],
  [160, 3, 2],
  [320, 1, 1],
] as const;

/** `alpha` scales the filters: 0.35, 0.5, 0.75, 1, 1.3 and 1.4 have published weights. */
export function mobileNetV2(limits: SizeLimits, alpha: number, options: BuildOptions): ModelGraph {
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  let x = net.input(plan.inputShape);
  net.block('Conv1');
  x = net.layer('Conv2D', x, {
    name: 'Conv1',
    filters: roundChannels(32 * alpha),
    kernelSize: 3,
    strides: 2,
    padding: 'same',
    useBias: false,
  });
  x = relu6(net, normalize(net, x, 'bn_Conv1'), 'Conv1_relu');
  let id = 0;
  for (const [filters, count, firstStride] of stages) {
    for (let block = 0; block < count; block++) {
      x = invertedResidual(net, x, id, {
        filters: roundChannels(Math.trunc(filters * alpha)),
        strides: block === 0 ? firstStride : 1,
      });
      id++;
    }
  }
  net.block('Conv_1');
  const lastFilters = alpha > 1 ? roundChannels(1280 * alpha) : 1280;
  x = net.layer('Conv2D', x, { name: 'Conv_1', filters: lastFilters, kernelSize: 1, useBias: false });
  x = relu6(net, normalize(net, x, 'Conv_1_bn'), 'out_relu');
  return net.build(averageTop(net, x, plan));
}

function normalize(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('BatchNormalization', x, { name, momentum: 0.999 });
}

function relu6(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('ReLU', x, { name, maxValue: 6 });
}

interface BlockSettings {
  readonly filters: number;
  readonly strides: number;
}

/** The first block does not expand, and has a name of its own. */
function invertedResidual(
  net: NetworkBuilder,
  input: Features,
  id: number,
  { filters, strides }: BlockSettings,
): Features {
  const block = id === 0 ? 'expanded_conv' : `block_${id}`;
  net.block(block);
  let x = input;
  if (id > 0) {
    const expanded = 6 * NetworkBuilder.channels(input);
    x = net.layer('Conv2D', x, {
      name: `${block}_expand`,
      filters: expanded,
      kernelSize: 1,
      padding: 'same',
      useBias: false,
    });
    x = relu6(net, normalize(net, x, `${block}_expand_BN`), `${block}_expand_relu`);
  }
  if (strides === 2) x = net.layer('ZeroPadding2D', x, { name: `${block}_pad`, padding: correctPad(x, 3) });
  x = net.layer('DepthwiseConv2D', x, {
    name: `${block}_depthwise`,
    kernelSize: 3,
    strides,
    padding: strides === 1 ? 'same' : 'valid',
    useBias: false,
  });
  x = relu6(net, normalize(net, x, `${block}_depthwise_BN`), `${block}_depthwise_relu`);
  x = net.layer('Conv2D', x, { name: `${block}_project`, filters, kernelSize: 1, padding: 'same', useBias: false });
  x = normalize(net, x, `${block}_project_BN`);
  const isResidual = strides === 1 && NetworkBuilder.channels(input) === filters;
  return isResidual ? net.layer('Add', [input, x], { name: `${block}_add` }) : x;
}
