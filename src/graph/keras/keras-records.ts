/**
 * The records that Keras's JSON is made of, whoever wrote it: Keras 2 and 3 (`to_json`, `.keras`, the `model_config` of an
 * `.h5`) and TensorFlow.js (`model.json`). Nothing is trusted: what is not as it should be is a `StrideError`.
 */
import { StrideError } from '#base/errors.ts';
import { asRecord } from './keras-values.ts';

/** The most layers that a model may have, all nested ones and every call counted. */
export const maxLayers = 5000;

export interface LayerRecord {
  readonly className: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** One for each time that the layer is called, as the file has them. */
  readonly inboundNodes: readonly unknown[];
  /** The record as the file has it. */
  readonly whole: Readonly<Record<string, unknown>>;
}

export interface ModelRecord {
  readonly kind: 'functional' | 'sequential';
  readonly name: string;
  readonly trainable: boolean;
  readonly layers: readonly LayerRecord[];
  readonly config: Readonly<Record<string, unknown>>;
}

export function modelFault(source: string, reason: string): StrideError {
  return new StrideError({
    code: 'unreadable-model',
    message: `${source} holds no model that Stride can open: ${reason}.`,
    remedy: 'Save the model as .keras with Keras 3, or as .h5 with Keras 2, and open that file.',
  });
}

const functionalNames = new Set(['Functional', 'Model']);

/** Whether a layer is a model itself. */
export function isModel(className: string): boolean {
  return className === 'Sequential' || functionalNames.has(className);
}

/** The model of a whole file's JSON; `source` names the file. */
export function readModelJson(json: unknown, source: string): ModelRecord {
  const record = asRecord(json);
  if (!record) throw modelFault(source, 'a JSON record was expected');
  const topology = asRecord(record.modelTopology);
  if (topology) return readTopology(topology, source);
  return readModel(readLayerRecord(record, source), source);
}

/** The version that wrote the JSON: Keras's `to_json` and TensorFlow.js note it; null where there is none. */
export function versionIn(json: unknown): string | null {
  const record = asRecord(json);
  const version = record?.keras_version ?? asRecord(record?.modelTopology)?.keras_version;
  return typeof version === 'string' ? version : null;
}

/** TensorFlow.js has Keras 2's layers. */
export function isBeforeKeras3(version: string | null): boolean {
  return version !== null && /^([12]\.|tfjs)/.test(version);
}

/** TensorFlow.js wraps Keras's record once more; its graph models are no Keras models at all. */
function readTopology(topology: Readonly<Record<string, unknown>>, source: string): ModelRecord {
  if (Array.isArray(topology.node)) {
    throw modelFault(source, 'it is a TensorFlow.js graph model, which has operations in place of layers');
  }
  return readModel(readLayerRecord(asRecord(topology.model_config) ?? topology, source), source);
}

/** A model's layers, from its own record. Throws for a model that is written in Python, which no file describes. */
export function readModel({ className, name, config }: LayerRecord, source: string): ModelRecord {
  if (!isModel(className)) {
    throw modelFault(source, `a Functional or Sequential model was expected. Received: ${className}`);
  }
  // Before Keras 2.2.3 a Sequential's config was the list of its layers.
  const listed = Array.isArray(config.layers) ? config.layers : null;
  if (!listed) throw modelFault(source, `${name} lists no layers`);
  if (listed.length > maxLayers) throw modelFault(source, `${name} has more than ${maxLayers} layers`);
  return {
    kind: className === 'Sequential' ? 'sequential' : 'functional',
    name,
    trainable: config.trainable !== false,
    layers: listed.map((layer) => readLayerRecord(layer, source)),
    config,
  };
}

function readLayerRecord(value: unknown, source: string): LayerRecord {
  const record = asRecord(value);
  const className = record?.class_name;
  if (!record || typeof className !== 'string' || className === '') {
    throw modelFault(source, 'a layer with a class_name was expected');
  }
  const config = Array.isArray(record.config) ? { layers: record.config } : (asRecord(record.config) ?? {});
  const name = [record.name, config.name].find((each) => typeof each === 'string' && each !== '') ?? className;
  const inboundNodes = Array.isArray(record.inbound_nodes) ? record.inbound_nodes : [];
  return { className, name: String(name), config, inboundNodes, whole: record };
}
