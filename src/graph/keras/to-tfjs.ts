/**
 * A graph as TensorFlow.js's layers API 4.22 reads it: Keras 2's JSON. What TensorFlow.js has not, or has with another
 * curve, is told layer by layer; what does nothing in use stands as an activation `linear`.
 */
import { present } from '#base/assert.ts';
import type { ActivationName } from '../activations.ts';
import { adjacencyOf } from '../adjacency.ts';
import { resolveAxis } from '../axes.ts';
import type { LayerNode, NodeId } from '../model-graph.ts';
import { writeLayer } from './layer-configs.ts';
import { type Json, type JsonRecord, type KerasModelParts, kerasLayers } from './to-keras.ts';

/** By Keras's name: TensorFlow.js's; null where it has none, or another curve. */
const activations = {
  linear: 'linear',
  relu: 'relu',
  relu6: 'relu6',
  leaky_relu: null,
  elu: 'elu',
  selu: 'selu',
  gelu: null,
  silu: 'swish',
  hard_sigmoid: null,
  hard_silu: null,
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  softplus: 'softplus',
  softmax: 'softmax',
} as const satisfies Record<ActivationName, string | null>;

/** TensorFlow.js's name of an activation; null where it has none with Keras 3's curve. */
export function tfjsActivation(name: ActivationName): string | null {
  return activations[name];
}

type Form = { readonly className: string; readonly config: JsonRecord } | { readonly missing: string };

function inert(): Form {
  return { className: 'Activation', config: { activation: 'linear' } };
}

/** A layer as TensorFlow.js has it, or what it lacks. */
export function tfjsLayer(node: LayerNode, rank: number): Form {
  const { className, config: settings } = writeLayer(node);
  const config = settings as JsonRecord;
  if ('activation' in node.config) {
    const activation = activations[node.config.activation];
    if (activation === null) return { missing: `the activation ${node.config.activation}` };
    if (node.type === 'Activation' && activation === 'softmax') return { className: 'Softmax', config: { axis: -1 } };
    return { className, config: { ...config, activation } };
  }
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
    case 'UpSampling2D':
      if (node.config.interpolation === 'bilinear') return { missing: 'UpSampling2D with interpolation bilinear' };
      return { className, config };
    case 'Rescaling':
      if (typeof node.config.scale === 'number' && typeof node.config.offset === 'number') return { className, config };
      return { missing: 'Rescaling by channel' };
    case 'ReLU': {
      const { negativeSlope, threshold, maxValue } = node.config;
      if (negativeSlope !== 0 || threshold !== 0) return { missing: 'ReLU with a slope or a threshold' };
      return { className, config: maxValue === null ? {} : { max_value: maxValue } };
    }
    case 'LeakyReLU':
      return { className, config: { alpha: node.config.negativeSlope } };
    case 'Softmax':
      if (resolveAxis(node.config.axis, new Array<number>(rank).fill(1)) === rank - 1)
        return { className, config: { axis: -1 } };
      return { missing: 'Softmax along another axis than the last' };
    default:
      return { className, config };
  }
}

export type TfjsTopology =
  | { readonly ok: true; readonly topology: JsonRecord }
  /** One entry for each layer: `conv2d_3: the activation gelu`. */
  | { readonly ok: false; readonly missing: readonly string[] };

/** `modelTopology` of a `model.json`. */
export function tfjsTopology(parts: KerasModelParts): TfjsTopology {
  const { graph, analysis, name } = parts;
  const adjacency = adjacencyOf(graph);
  const nameOf = (id: NodeId) => present(adjacency.node.get(id), 'edges join nodes').name;
  const missing: string[] = [];
  const layers = kerasLayers(parts).flatMap((node): readonly JsonRecord[] => {
    const rank = present(analysis.nodes.get(node.id), 'every layer has a shape').output.length;
    const form = tfjsLayer(node, rank);
    if ('missing' in form) {
      missing.push(`${node.name}: ${form.missing}`);
      return [];
    }
    const sources = adjacency.sources(node.id).map((source): Json => [nameOf(source), 0, 0, {}]);
    const config = { name: node.name, trainable: node.trainable, ...form.config };
    const inbound = sources.length === 0 ? [] : [sources];
    return [{ class_name: form.className, config, name: node.name, inbound_nodes: inbound }];
  });
  if (missing.length > 0) return { ok: false, missing };
  const ends = (ids: readonly NodeId[]): Json => ids.map((id): Json => [nameOf(id), 0, 0]);
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
