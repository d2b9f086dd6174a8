/**
 * A graph as Keras 3 writes a functional model's JSON: `config.json` of a `.keras`, and `model_config` of a legacy `.h5`,
 * whose layers do without module names. Reference: keras/src/models/functional.py, `get_config`.
 */
import { present } from '#base/assert.ts';
import { adjacencyOf } from '../adjacency.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { TrainingSettings } from '../training/training-settings.ts';
import { kerasLayerOrder } from './keras-layer-order.ts';
import { writeLayer } from './layer-configs.ts';
import { compileConfig } from './to-keras-training.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonRecord = { readonly [key: string]: Json };

export interface KerasModelParts {
  readonly name: string;
  readonly graph: ModelGraph;
  readonly analysis: GraphAnalysis;
  readonly training: TrainingSettings | null;
}

const floatPolicy: JsonRecord = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

/** Where Keras keeps a class that stands in no public module. */
const modules: Readonly<Record<string, string>> = {
  CustomScaleLayer: 'keras.src.applications.inception_resnet_v2',
};

/** The layers in the order in which Keras holds them and files their weights. */
export function kerasLayers({ graph, analysis }: Pick<KerasModelParts, 'graph' | 'analysis'>): readonly LayerNode[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return kerasLayerOrder(graph, analysis.outputs).map((id) => present(nodes.get(id), 'the order holds nodes'));
}

const batched = (shape: Shape): Json => [null, ...shape];

function layerConfig(node: LayerNode): JsonRecord {
  const { config } = writeLayer(node);
  if (node.type === 'Input') {
    return {
      ...(config as JsonRecord),
      dtype: 'float32',
      sparse: false,
      ragged: false,
      name: node.name,
      optional: false,
    };
  }
  return { name: node.name, trainable: node.trainable, dtype: floatPolicy, ...(config as JsonRecord) };
}

/** How the layer is called: with its inputs one by one, or, as merging layers are, with a list of them. */
function inboundNodes(node: LayerNode, { graph, analysis }: KerasModelParts): Json {
  const sources = adjacencyOf(graph).sources(node.id);
  if (sources.length === 0) return [];
  const names = new Map(graph.nodes.map(({ id, name }) => [id, name]));
  const tensors = sources.map((source): Json => {
    const shape = batched(present(analysis.nodes.get(source), 'every layer has a shape').output);
    const history = [names.get(source) ?? '', 0, 0];
    return { class_name: '__keras_tensor__', config: { shape, dtype: 'float32', keras_history: history } };
  });
  const [only] = tensors;
  return [{ args: tensors.length === 1 && only !== undefined ? [only] : [tensors], kwargs: {} }];
}

function functionalConfig(parts: KerasModelParts, layer: (node: LayerNode) => JsonRecord): JsonRecord {
  const { name, graph, analysis } = parts;
  const names = new Map(graph.nodes.map((node) => [node.id, node.name]));
  const ends = (ids: readonly NodeId[]): Json => {
    const tensors = ids.map((id): Json => [names.get(id) ?? '', 0, 0]);
    return tensors.length === 1 ? (tensors[0] ?? []) : tensors;
  };
  return {
    name,
    trainable: true,
    layers: kerasLayers(parts).map((node) => ({
      ...layer(node),
      name: node.name,
      inbound_nodes: inboundNodes(node, parts),
    })),
    input_layers: ends(analysis.inputs),
    output_layers: ends(analysis.outputs),
  };
}

/** A `.keras` archive's `config.json`. */
export function kerasModelConfig(parts: KerasModelParts): JsonRecord {
  const inputShape = (node: LayerNode): JsonRecord => {
    const facts = present(parts.analysis.nodes.get(node.id), 'every layer has a shape');
    const [first, ...others] = facts.inputs;
    if (first === undefined) return {};
    const shape = others.length === 0 ? batched(first) : facts.inputs.map(batched);
    return { build_config: { input_shape: shape } };
  };
  const config = functionalConfig(parts, (node) => {
    const { className } = writeLayer(node);
    const own = modules[className];
    return {
      module: own ?? 'keras.layers',
      class_name: className,
      config: layerConfig(node),
      registered_name: own === undefined ? null : className,
      ...inputShape(node),
    };
  });
  return {
    module: 'keras.src.models.functional',
    class_name: 'Functional',
    config,
    registered_name: 'Functional',
    build_config: { input_shape: null },
    compile_config: compileConfig(parts.training, 'module'),
  };
}

/** A legacy `.h5` file's `model_config`. */
export function legacyModelConfig(parts: KerasModelParts): JsonRecord {
  const config = functionalConfig(parts, (node) => ({
    class_name: writeLayer(node).className,
    config: layerConfig(node),
  }));
  return { class_name: 'Functional', config };
}

/** A legacy `.h5` file's `training_config`; null where there are no settings. */
export function legacyTrainingConfig({ training }: Pick<KerasModelParts, 'training'>): JsonRecord | null {
  if (training === null) return null;
  const { optimizer = null, ...rest } = compileConfig(training, 'plain');
  return { ...rest, optimizer_config: optimizer };
}
