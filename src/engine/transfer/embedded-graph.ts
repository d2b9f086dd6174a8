/**
 * The embedded detector's backbone as a graph: MobileNetV3 Large (Howard et al. 2019, https://arxiv.org/abs/1905.02244) at
 * three quarters of the filters up to its last block, with BatchNormalization folded into the convolutions, as the
 * detector's file has it. It reads pixels of 0..255.
 */
import type { ModelGraph } from '#graph/model-graph.ts';
import { large } from '#zoo/families/mobilenet-v3-forms.ts';
import { type Features, NetworkBuilder } from '#zoo/network-builder.ts';
import { roundChannels } from '#zoo/round-channels.ts';

const alpha = 0.75;

type Curve = 'relu' | 'hard_swish';

/** The backbone for pictures of this many pixels on each side. */
export function embeddedGraph(size: number): ModelGraph {
  const net = new NetworkBuilder('The embedded backbone');
  const curved = (x: Features, curve: Curve) =>
    net.layer('Activation', x, { activation: curve === 'relu' ? 'relu' : 'hard_silu' });
  const convolution = (x: Features, name: string, filters: number, kernelSize = 1, strides = 1) =>
    net.layer('Conv2D', x, { name, filters, kernelSize, strides, padding: 'same' });
  let x = net.input([size, size, 3]);
  net.block('conv');
  x = curved(convolution(x, 'Conv', 16, 3, 2), 'hard_swish');
  for (const [id, { filters, expansion, kernelSize, strides, hasGate, curve }] of large.blocks.entries()) {
    const name = id === 0 ? 'expanded_conv' : `expanded_conv_${id}`;
    net.block(name);
    const input = x;
    const expanded = roundChannels(NetworkBuilder.channels(input) * expansion);
    if (id > 0) x = curved(convolution(x, `${name}/expand`, expanded), curve);
    x = net.layer('DepthwiseConv2D', x, { name: `${name}/depthwise`, kernelSize, strides, padding: 'same' });
    x = curved(x, curve);
    if (hasGate) {
      let gate = net.layer('GlobalAveragePooling2D', x, { keepdims: true });
      gate = curved(convolution(gate, `${name}/squeeze`, roundChannels(expanded / 4)), 'relu');
      gate = convolution(gate, `${name}/excite`, expanded);
      gate = net.layer('Activation', gate, { activation: 'hard_sigmoid' });
      x = net.layer('Multiply', [x, gate]);
    }
    const projected = roundChannels(filters * alpha);
    x = convolution(x, `${name}/project`, projected);
    if (strides === 1 && NetworkBuilder.channels(input) === projected) x = net.layer('Add', [x, input]);
  }
  return net.build(x);
}
