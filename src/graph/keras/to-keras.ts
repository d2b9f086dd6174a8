/**
 * A graph as Keras 3 writes a functional model's JSON: `config.json` of a `.keras`, and `model_config` of a legacy `.h5`,
 * whose layers do without module names. Reference: keras/src/models/functional.py, `get_config`.
 */
import { present } from '#base/assert.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import type { TrainingSettings } from '../training/training-settings.ts';
import { type CalledLayer, type CallOutput, calledLayers, callOutputs } from './layer-calls.ts';
import { withKept, writeLayer } from './layer-configs.ts';
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

const batched = (shape: Shape): Json => [null, ...shape];

function layerConfig(node: LayerNode): JsonRecord {
  const config = withKept(node);
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

function tensorRecord({ layer, call, shape }: CallOutput): Json {
  const config = { shape: batched(shape), dtype: 'float32', keras_history: [layer, call, 0] };
  return { class_name: '__keras_tensor__', config };
}

/** One record for each call: with its inputs one by one, or, as merging layers are, with a list of them. */
function inboundNodes({ calls }: CalledLayer): Json {
  return calls.flatMap(({ inputs }): readonly Json[] => {
    const tensors = inputs.map(tensorRecord);
    if (tensors.length === 0) return [];
    return [{ args: tensors.length === 1 ? tensors : [tensors], kwargs: {} }];
  });
}

function functionalConfig(parts: KerasModelParts, record: (layer: CalledLayer) => JsonRecord): JsonRecord {
  const { name, graph, analysis } = parts;
  const outputs = callOutputs(graph, analysis);
  const ends = (ids: readonly NodeId[]): Json => {
    const tensors = ids.map((id): Json => {
      const { layer, call } = present(outputs.get(id), 'an end is a node');
      return [layer, call, 0];
    });
    return tensors.length === 1 ? (tensors[0] ?? []) : tensors;
  };
  return {
    name,
    trainable: true,
    layers: calledLayers(graph, analysis).map((layer) => ({
      ...record(layer),
      name: layer.node.name,
      inbound_nodes: inboundNodes(layer),
    })),
    input_layers: ends(analysis.inputs),
    output_layers: ends(analysis.outputs),
  };
}

/** A `.keras` archive's `config.json`. */
export function kerasModelConfig(parts: KerasModelParts): JsonRecord {
  const config = functionalConfig(parts, ({ node, calls }) => {
    const { className } = writeLayer(node);
    const own = modules[className];
    const [first, ...others] = calls[0]?.inputs ?? [];
    const shapes = [first, ...others].flatMap((input) => (input ? [batched(input.shape)] : []));
    return {
      module: own ?? 'keras.layers',
      class_name: className,
      config: layerConfig(node),
      registered_name: own === undefined ? null : className,
      ...(first ? { build_config: { input_shape: others.length === 0 ? batched(first.shape) : shapes } } : {}),
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
  const config = functionalConfig(parts, ({ node }) => ({
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
