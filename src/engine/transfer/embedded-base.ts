/**
 * The embedded detector's backbone as a graph: MobileNetV3 Large (Howard et al. 2019, https://arxiv.org/abs/1905.02244) at
 * three quarters of the filters up to its last block, with BatchNormalization folded into the convolutions, as the
 * detector's file has it. It reads pixels of 0..255.
 */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import { product } from '#base/math.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { large } from '#zoo/families/mobilenet-v3-forms.ts';
import { type Features, NetworkBuilder } from '#zoo/network-builder.ts';
import { roundChannels } from '#zoo/round-channels.ts';
import { type ModelFile, readModelFiles } from '../detection/model-files.ts';
import type { LayerWeights } from '../layer-weights.ts';

const alpha = 0.75;
const stem = 'tower_0/MobilenetV3';

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

/** The names of a layer's kernel and bias in the detector's file. */
function storedNames(layer: string): readonly [kernel: string, bias: string] {
  const [block = '', part] = layer.split('/');
  switch (part) {
    case 'squeeze':
      return pair(`MobilenetV3/${block}/squeeze_excite/Conv/`, 'weights', 'biases');
    case 'excite':
      return pair(`MobilenetV3/${block}/squeeze_excite/Conv_1/`, 'weights', 'biases');
    case 'depthwise':
      return pair(`${stem}/${layer}/depthwise_`, 'weights', 'bn_offset');
    default:
      return pair(`${stem}/${layer}/Conv2D_`, 'weights', 'bn_offset');
  }
}

function pair(prefix: string, kernel: string, bias: string): readonly [string, string] {
  return [prefix + kernel, prefix + bias];
}

/** The backbone's weights from the detector's files. Throws `detector-unreadable` where these are damaged. */
export async function embeddedWeights(files: readonly ModelFile[], graph: ModelGraph): Promise<LayerWeights> {
  const { weightData, weightSpecs } = await readModelFiles(files);
  const bytes = present(weightData, 'the files hold weights');
  const tensors = tf.io.decodeWeights(Array.isArray(bytes) ? await new Blob(bytes).arrayBuffer() : toBuffer(bytes), [
    ...present(weightSpecs, 'the files say what weights they hold'),
  ]);
  try {
    const { nodes } = analyzeGraph(graph);
    const weights = new Map<string, { name: string; shape: readonly number[]; values: Float32Array }[]>();
    for (const { id, name } of graph.nodes) {
      const specs = nodes.get(id)?.weights ?? [];
      if (specs.length === 0) continue;
      const stored = storedNames(name);
      weights.set(
        name,
        specs.map((spec, index) => {
          const tensor = present(tensors[stored[index] ?? ''], `the files hold ${stored[index]}`);
          const values = Float32Array.from(tensor.dataSync());
          if (values.length !== product(spec.shape)) throw new Error(`Assertion failed: ${name} has its shape`);
          return { name: spec.name, shape: spec.shape, values };
        }),
      );
    }
    return weights;
  } finally {
    tf.dispose(tensors);
  }
}

function toBuffer(data: tf.io.WeightData): ArrayBuffer {
  if (data instanceof ArrayBuffer) return data;
  throw new Error('Assertion failed: weights in memory');
}
