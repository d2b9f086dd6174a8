/**
 * A graph as TensorFlow.js's layers API 4.22 reads it: Keras 2's JSON. What TensorFlow.js has not, or has with another
 * curve, is told layer by layer; what does nothing in use stands as an activation `linear`.
 */
import { present } from '#base/assert.ts';
import type { ActivationName } from '../activations.ts';
import { analyzeGraph } from '../analyze.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { graphForTfjs } from './for-tfjs.ts';
import { calledLayers, callOutputs } from './layer-calls.ts';
import { writeLayer } from './layer-configs.ts';
import type { Json, JsonRecord, KerasModelParts } from './to-keras.ts';

/** By Keras's name: TensorFlow.js's; null where it has none, or another curve. */
const activations = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  leaky_relu: null,
  elu: 'elu',
  selu: 'selu',
  gelu: 'gelu',
  silu: 'swish',
  hard_sigmoid: null,
  hard_silu: null,
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softplus: 'softplus',
  softmax: 'softmax',
} as const satisfies Record<ActivationName, string | null>;

type Form = { readonly className: string; readonly config: JsonRecord } | { readonly missing: string };

function inert(): Form {
  return { className: 'Activation', config: { activation: 'linear' } };
}

/** TensorFlow.js finds LeCun's initializers by their class names only. */
function withInitializers(config: JsonRecord): JsonRecord {
  const classes: Readonly<Record<string, string>> = { lecun_normal: 'LeCunNormal', lecun_uniform: 'LeCunUniform' };
  const entries = Object.entries(config).map(([key, value]): [string, Json] => {
    const className = typeof value === 'string' && key.endsWith('_initializer') ? classes[value] : undefined;
    return [key, className === undefined ? value : { class_name: className, config: {} }];
  });
  return Object.fromEntries(entries);
}

/** TensorFlow.js's global pooling keeps no dimensions; a window as large as the picture does. */
function wholeWindow(type: 'GlobalAveragePooling2D' | 'GlobalMaxPooling2D', [height = 1, width = 1]: Shape): Form {
  const className = type === 'GlobalAveragePooling2D' ? 'AveragePooling2D' : 'MaxPooling2D';
  const size = [height, width];
  return { className, config: { pool_size: size, strides: size, padding: 'valid' } };
}

/** A layer as TensorFlow.js has it, or what it lacks. */
export function tfjsLayer(node: LayerNode, rank: number, input: Shape): Form {
  const { className, config: settings } = writeLayer(node);
  const config = settings as JsonRecord;
  if ('activation' in node.config) {
    const activation = activations[node.config.activation];
    if (activation === null) return { missing: `the activation ${node.config.activation}` };
    if (node.type === 'Activation' && activation === 'softmax') return { className: 'Softmax', config: { axis: -1 } };
    if (node.type === 'Conv2D' && node.config.groups > 1) return { missing: 'Conv2D with groups' };
    if (node.type === 'Conv2DTranspose') {
      const { outputPadding, dilationRate } = node.config;
      if (outputPadding !== null) return { missing: 'Conv2DTranspose with an output padding' };
      if (Math.max(...dilationRate) > 1) return { missing: 'Conv2DTranspose with a dilation' };
    }
    if (node.type === 'DepthwiseConv2D' && Math.max(...node.config.dilationRate) > 1) {
      return { missing: 'DepthwiseConv2D with a dilation' };
    }
    return { className, config: { ...withInitializers(config), activation } };
  }
  const isLast = (axis: number) => axis === -1 || axis === rank;
  switch (node.type) {
    case 'Input': {
      const { batch_shape: shape = null } = config;
      return { className, config: { batch_input_shape: shape, dtype: 'float32', sparse: false } };
    }
    case 'SpatialDropout2D':
    case 'RandomFlip':
    case 'RandomTranslation':
    case 'RandomRotation':
    case 'RandomZoom':
    case 'RandomShear':
    case 'RandomContrast':
    case 'RandomBrightness':
    case 'RandomHeight':
    case 'RandomWidth':
      return inert();
    case 'Dropout':
      return node.config.noiseShape === null ? { className, config: { rate: node.config.rate } } : inert();
    case 'Subtract':
    case 'CustomScaleLayer':
    case 'Normalization':
    case 'RandomCrop':
    case 'CenterCrop':
      return { missing: `the layer ${node.type}` };
    case 'Resizing':
      return { missing: 'Resizing with pixels’ centres aligned, as Keras has it' };
    case 'GlobalAveragePooling2D':
    case 'GlobalMaxPooling2D':
      return node.config.keepdims ? wholeWindow(node.type, input) : { className, config: {} };
    case 'BatchNormalization':
      return isLast(node.config.axis) ? { className, config } : { missing: 'BatchNormalization along another axis' };
    case 'Flatten':
      return rank === 1 && input.length === 1 ? inert() : { className, config };
    case 'UpSampling2D':
      if (node.config.interpolation !== 'nearest') {
        return { missing: `UpSampling2D with interpolation ${node.config.interpolation}` };
      }
      return { className, config };
    case 'Rescaling':
      if (typeof node.config.scale === 'number' && typeof node.config.offset === 'number') return { className, config };
      return { missing: 'Rescaling by channel' };
    case 'ReLU': {
      const { negativeSlope, threshold, maxValue } = node.config;
      if (threshold === 0 && maxValue === null && negativeSlope !== 0) {
        return { className: 'LeakyReLU', config: { alpha: negativeSlope } };
      }
      if (negativeSlope !== 0 || threshold !== 0) return { missing: 'ReLU with a slope or a threshold' };
      return { className, config: maxValue === null ? {} : { max_value: maxValue } };
    }
    case 'LeakyReLU':
      return { className, config: { alpha: node.config.negativeSlope } };
    case 'Softmax':
      if (isLast(node.config.axis)) return { className, config: { axis: -1 } };
      return { missing: 'Softmax along another axis than the last' };
    default:
      return { className, config };
  }
}

/** Layers that act in training only and that TensorFlow.js has not: they stand there as ones that change nothing. */
export function inertInTfjs({ nodes }: ModelGraph): readonly LayerNode[] {
  return nodes.filter((node) => {
    const form = tfjsLayer(node, 3, [1, 1, 1]);
    return (
      'config' in form &&
      form.config.activation === 'linear' &&
      !('activation' in node.config) &&
      node.type !== 'Flatten'
    );
  });
}

export type TfjsTopology =
  | { readonly ok: true; readonly topology: JsonRecord }
  /** One entry for each layer: `conv2d_3: the activation gelu`. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** `modelTopology` of a `model.json`. */
export function tfjsTopology(parts: KerasModelParts): TfjsTopology {
  const { name } = parts;
  const graph = graphForTfjs(parts.graph);
  const analysis = analyzeGraph(graph);
  const missing: string[] = [];
  const layers = calledLayers(graph, analysis).flatMap(({ node, calls }): readonly JsonRecord[] => {
    const [first] = calls;
    const form = tfjsLayer(node, first?.output.shape.length ?? 0, first?.inputs[0]?.shape ?? []);
    if ('missing' in form) {
      missing.push(`${node.name}: ${form.missing}`);
      return [];
    }
    const config = { name: node.name, trainable: node.trainable, ...form.config };
    const inbound = calls
      .filter(({ inputs }) => inputs.length > 0)
      .map(({ inputs }): Json => inputs.map(({ layer, call }): Json => [layer, call, 0, {}]));
    return [{ class_name: form.className, config, name: node.name, inbound_nodes: inbound }];
  });
  if (missing.length > 0) return { ok: false, missing };
  const outputs = callOutputs(graph, analysis);
  const ends = (ids: readonly NodeId[]): Json =>
    ids.map((id): Json => {
      const { layer, call } = present(outputs.get(id), 'an end is a node');
      return [layer, call, 0];
    });
  const config = { name, layers, input_layers: ends(analysis.inputs), output_layers: ends(analysis.outputs) };
  return {
    ok: true,
    topology: {
      keras_version: '2.15.0',
      backend: 'tensorflow',
      model_config: { class_name: 'Functional', config },
    },
  };
}
