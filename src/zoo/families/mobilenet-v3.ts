/**
 * MobileNetV3 (Howard et al. 2019, https://arxiv.org/abs/1905.02244): MobileNetV2's blocks, found by search, with
 * squeeze-and-excitation gates and the hard-swish curve. Keras computes the gates' hard sigmoid as relu6(x + 3) / 6 by bare
 * operations `add` and `multiply` between its layers; here each is a Rescaling of that name.
 */
import type { ModelGraph } from '#graph/model-graph.ts';
import { type BuildOptions, planOf, type SizeLimits } from '../build-options.ts';
import { correctPad } from '../correct-pad.ts';
import { type Features, NetworkBuilder } from '../network-builder.ts';
import { roundChannels } from '../round-channels.ts';
import { pooled } from '../top.ts';
import type { InvertedResidual, MobileNetV3Form } from './mobilenet-v3-forms.ts';

export interface MobileNetV3Variant {
  readonly form: MobileNetV3Form;
  /** Scales the filters; 0.75 and 1 have published weights. */
  readonly alpha: number;
  /** Without gates, hard-swish and 5 × 5 kernels, for hardware that is slow at these. */
  readonly minimalistic: boolean;
}

export function mobileNetV3(limits: SizeLimits, variant: MobileNetV3Variant, options: BuildOptions): ModelGraph {
  const { blocks, ...form } = variant.form;
  const plan = planOf(options, limits);
  const net = new NetworkBuilder(limits.name);
  const curve = variant.minimalistic ? relu : hardSwish;
  let x = net.input(plan.inputShape);
  net.block('conv');
  x = net.layer('Rescaling', x, { scale: 1 / 127.5, offset: -1 });
  x = net.layer('Conv2D', x, { name: 'conv', filters: 16, kernelSize: 3, strides: 2, padding: 'same', useBias: false });
  x = curve(net, normalize(net, x, 'conv_bn'));
  for (const [id, block] of blocks.entries()) x = invertedResidual(net, x, id, block, variant);
  net.block('conv_1');
  const lastFilters = roundChannels(NetworkBuilder.channels(x) * 6);
  x = net.layer('Conv2D', x, { name: 'conv_1', filters: lastFilters, kernelSize: 1, padding: 'same', useBias: false });
  x = curve(net, normalize(net, x, 'conv_1_bn'));
  if (!plan.includeTop) return net.build(pooled(net, x, plan, { avg: 'avg_pool', max: 'max_pool' }));
  net.block('top');
  const topFilters = variant.alpha > 1 ? roundChannels(form.topFilters * variant.alpha) : form.topFilters;
  x = net.layer('GlobalAveragePooling2D', x, { keepdims: true });
  x = net.layer('Conv2D', x, { name: 'conv_2', filters: topFilters, kernelSize: 1, padding: 'same' });
  x = curve(net, x);
  x = net.layer('Dropout', x, { rate: 0.2 });
  x = net.layer('Conv2D', x, { name: 'logits', filters: plan.classes, kernelSize: 1, padding: 'same' });
  x = net.layer('Flatten', x);
  return net.build(net.layer('Activation', x, { name: 'predictions', activation: plan.classifierActivation }));
}

function normalize(net: NetworkBuilder, x: Features, name: string): Features {
  return net.layer('BatchNormalization', x, { name, momentum: 0.999 });
}

function relu(net: NetworkBuilder, x: Features): Features {
  return net.layer('ReLU', x);
}

function hardSwish(net: NetworkBuilder, x: Features): Features {
  return net.layer('Activation', x, { activation: 'hard_silu' });
}

function invertedResidual(
  net: NetworkBuilder,
  input: Features,
  id: number,
  block: InvertedResidual,
  { alpha, minimalistic }: MobileNetV3Variant,
): Features {
  const name = id === 0 ? 'expanded_conv' : `expanded_conv_${id}`;
  const { expansion, strides, hasGate } = block;
  const curve = block.curve === 'hard_swish' && !minimalistic ? hardSwish : relu;
  const kernelSize = minimalistic ? 3 : block.kernelSize;
  const filters = roundChannels(block.filters * alpha);
  const expanded = roundChannels(NetworkBuilder.channels(input) * expansion);
  net.block(name);
  let x = input;
  if (id > 0) {
    x = net.layer('Conv2D', x, {
      name: `${name}_expand`,
      filters: expanded,
      kernelSize: 1,
      padding: 'same',
      useBias: false,
    });
    x = curve(net, normalize(net, x, `${name}_expand_bn`));
  }
  if (strides === 2) {
    x = net.layer('ZeroPadding2D', x, { name: `${name}_depthwise_pad`, padding: correctPad(x, kernelSize) });
  }
  x = net.layer('DepthwiseConv2D', x, {
    name: `${name}_depthwise`,
    kernelSize,
    strides,
    padding: strides === 1 ? 'same' : 'valid',
    useBias: false,
  });
  x = curve(net, normalize(net, x, `${name}_depthwise_bn`));
  if (hasGate && !minimalistic) x = gate(net, x, expanded, `${name}_squeeze_excite`);
  x = net.layer('Conv2D', x, { name: `${name}_project`, filters, kernelSize: 1, padding: 'same', useBias: false });
  x = normalize(net, x, `${name}_project_bn`);
  const isResidual = strides === 1 && NetworkBuilder.channels(input) === filters;
  return isResidual ? net.layer('Add', [input, x], { name: `${name}_add` }) : x;
}

/** Squeeze and excitation (Hu et al. 2017, https://arxiv.org/abs/1709.01507). */
function gate(net: NetworkBuilder, features: Features, filters: number, name: string): Features {
  const squeezed = roundChannels(filters / 4);
  let x = net.layer('GlobalAveragePooling2D', features, { name: `${name}_avg_pool`, keepdims: true });
  x = net.layer('Conv2D', x, { name: `${name}_conv`, filters: squeezed, kernelSize: 1, padding: 'same' });
  x = net.layer('ReLU', x, { name: `${name}_relu` });
  x = net.layer('Conv2D', x, { name: `${name}_conv_1`, filters, kernelSize: 1, padding: 'same' });
  x = net.operation('add', 'Rescaling', x, { scale: 1, offset: 3 });
  x = net.layer('ReLU', x, { maxValue: 6 });
  x = net.operation('multiply', 'Rescaling', x, { scale: 1 / 6 });
  return net.layer('Multiply', [features, x], { name: `${name}_mul` });
}
