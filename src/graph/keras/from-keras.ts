/**
 * Opens Keras's JSON of a model as a graph: Functional and Sequential, of Keras 2, Keras 3 and TensorFlow.js. Models
 * inside models are laid open, their layers named `outer/inner`; a layer that is called again becomes a node that
 * shares the first one's weights; a layer that Stride lacks becomes an UnknownLayer.
 */
import { keptSettings } from '../kept-settings.ts';
import type { LayerType } from '../layers/index.ts';
import type { ModelGraph, NodeId } from '../model-graph.ts';
import { GrowingGraph } from './growing-graph.ts';
import { type LayerCall, readCall, readPorts, readShape, type TensorReference } from './keras-calls.ts';
import {
  isBeforeKeras3,
  isModel,
  type LayerRecord,
  type ModelRecord,
  maxLayers,
  modelFault,
  readModel,
  readModelJson,
  versionIn,
} from './keras-records.ts';
import { asRecord, snake } from './keras-values.ts';
import { type ReadLayer, readLayer } from './layer-configs.ts';
import { readOperation } from './operations.ts';

/** One model on the way to a layer: the layer's class in snake case, and its count among those of its class there. */
export interface PlaceStep {
  readonly kind: string;
  readonly index: number;
}

/** Where Keras's files hold a layer's weights. */
export interface LayerPlace {
  readonly node: NodeId;
  /** Keras's layer names from the outermost model inwards. */
  readonly names: readonly string[];
  readonly steps: readonly PlaceStep[];
}

export interface MissingLayer {
  readonly name: string;
  readonly className: string;
  /** Completes "Stride cannot run it: …". */
  readonly reason: string;
}

export interface OpenedModel {
  readonly name: string;
  readonly graph: ModelGraph;
  /** What is not as the file says, in sentences. */
  readonly notes: readonly string[];
  readonly unknownLayers: readonly MissingLayer[];
  /** In the order of the file; layers that share weights stand there once. */
  readonly places: readonly LayerPlace[];
}

/** What a model is opened within: nothing but itself, or the models around it. */
interface Scope {
  readonly names: readonly string[];
  readonly steps: readonly PlaceStep[];
  readonly isTrainable: boolean;
}

/** The sides that a picture gets where the model takes any. */
const usualSide = 224;
const usualShape = [28, 28, 1];
const maxNesting = 16;

/**
 * `source` names the file for the errors; `kerasVersion` is that of the Keras that wrote it, where that does not stand in the
 * JSON. Throws a `StrideError` for JSON that is no model of Keras's.
 */
export function graphFromKeras(json: unknown, source: string, kerasVersion: string | null = null): OpenedModel {
  const record = readModelJson(json, source);
  const opening = new Opening(source, isBeforeKeras3(versionIn(json) ?? kerasVersion));
  return opening.open(record);
}

class Opening {
  readonly #source: string;
  readonly #graph: GrowingGraph;
  readonly #originals = new Map<string, NodeId>();
  readonly #places: LayerPlace[] = [];
  readonly #unknownLayers: MissingLayer[] = [];
  readonly #isBeforeKeras3: boolean;
  #calls = 0;

  constructor(source: string, isBeforeKeras3: boolean) {
    this.#source = source;
    this.#isBeforeKeras3 = isBeforeKeras3;
    this.#graph = new GrowingGraph(source);
  }

  open(record: ModelRecord): OpenedModel {
    const outputs = this.#model(record, { names: [], steps: [], isTrainable: true }, null);
    for (const output of outputs) {
      if (!this.#graph.isRead(output)) continue;
      this.#graph.note('An output that other layers read too ends in a layer of its own, a linear Activation.');
      this.#graph.add({ name: 'output', type: 'Activation', config: { activation: 'linear' } }, [output]);
    }
    return {
      name: record.name,
      graph: this.#graph.build(),
      notes: this.#graph.notes,
      unknownLayers: this.#unknownLayers,
      places: this.#places,
    };
  }

  /** Adds a model's layers, reading `inputs` or, where these are null, Inputs of its own; gives its outputs. */
  #model(record: ModelRecord, outer: Scope, inputs: readonly NodeId[] | null): readonly NodeId[] {
    if (outer.names.length > maxNesting) throw modelFault(this.#source, `models stand in models ${maxNesting} deep`);
    const scope = { ...outer, isTrainable: outer.isTrainable && record.trainable };
    return record.kind === 'sequential'
      ? this.#sequential(record, scope, inputs)
      : this.#functional(record, scope, inputs);
  }

  #sequential(
    { layers, name, config }: ModelRecord,
    scope: Scope,
    inputs: readonly NodeId[] | null,
  ): readonly NodeId[] {
    const counted = countKinds(layers);
    let at = inputs?.[0];
    if (at === undefined) {
      const [first] = layers;
      const shape = inputShapeOf(first) ?? readShape(config.build_input_shape);
      const isInput = first?.className === 'InputLayer';
      if (isInput && first) at = this.#input(first, scope);
      else {
        if (shape === null) {
          this.#graph.note(`${name} does not say what it reads; its Input has the shape ${usualShape.join(' × ')}.`);
        }
        at = this.#graph.add({ name: 'input', type: 'Input', config: { shape: shape ?? usualShape } }, []);
      }
    }
    for (const [index, layer] of layers.entries()) {
      if (layer.className === 'InputLayer') continue;
      const [output] = this.#layer(
        layer,
        within(scope, layer, counted[index]),
        [at],
        readCall(layer.inboundNodes),
        null,
      );
      at = output ?? at;
    }
    return [at];
  }

  #functional(record: ModelRecord, scope: Scope, inputs: readonly NodeId[] | null): readonly NodeId[] {
    const { layers, config, name } = record;
    const counted = countKinds(layers);
    const tensors = new Map<string, NodeId>();
    const ports = readPorts(config.input_layers);
    const inputLayers = new Map(
      layers.filter(({ className }) => className === 'InputLayer').map((layer) => [layer.name, layer]),
    );
    for (const [index, { layer }] of ports.entries()) {
      const input = inputs?.[index] ?? (inputs === null ? this.#portInput(inputLayers.get(layer), scope) : undefined);
      if (input === undefined) throw modelFault(this.#source, `${name} is called with too few tensors`);
      tensors.set(key({ layer, call: 0, tensor: 0 }), input);
    }
    for (const layer of inputLayers.values()) {
      const own = key({ layer: layer.name, call: 0, tensor: 0 });
      if (!tensors.has(own)) tensors.set(own, this.#input(layer, scope));
    }
    const calls = layers.flatMap((layer, index) =>
      layer.className === 'InputLayer'
        ? []
        : layer.inboundNodes.map((node, call) => ({ layer, call, given: readCall(node), step: counted[index] })),
    );
    if (calls.length > maxLayers) throw modelFault(this.#source, `${name} has more than ${maxLayers} layers`);
    const shapes = new Map(calls.flatMap(({ given }) => given.tensors.map((each) => [key(each), each.shape] as const)));
    let waiting: readonly (typeof calls)[number][] = calls;
    while (waiting.length > 0) {
      const later: (typeof calls)[number][] = [];
      for (const each of waiting) {
        const { layer, call, given, step } = each;
        const sources = given.tensors.map((tensor) => this.#find(tensors, tensor));
        if (sources.some((source) => source === undefined)) {
          later.push(each);
          continue;
        }
        const present = sources.filter((source) => source !== undefined);
        const shape = shapes.get(key({ layer: layer.name, call, tensor: 0 })) ?? null;
        const outputs = this.#layer(layer, within(scope, layer, step), present, given, shape);
        for (const [tensor, output] of outputs.entries()) {
          tensors.set(key({ layer: layer.name, call, tensor }), output);
        }
      }
      if (later.length === waiting.length) {
        throw modelFault(this.#source, `${later[0]?.layer.name} of ${name} reads layers that are not there`);
      }
      waiting = later;
    }
    const outputs = readPorts(config.output_layers).map((port) => this.#find(tensors, port));
    if (outputs.length === 0) throw modelFault(this.#source, `${name} has no outputs`);
    return outputs.map((output) => {
      if (output === undefined) throw modelFault(this.#source, `an output of ${name} is not there`);
      return output;
    });
  }

  /** A layer of one node gives all its tensors from that node. */
  #find(tensors: ReadonlyMap<string, NodeId>, { layer, call, tensor }: TensorReference): NodeId | undefined {
    return tensors.get(key({ layer, call, tensor })) ?? tensors.get(key({ layer, call, tensor: 0 }));
  }

  #portInput(layer: LayerRecord | undefined, scope: Scope): NodeId {
    if (layer === undefined) throw modelFault(this.#source, 'one of its inputs is not there');
    return this.#input(layer, scope);
  }

  #input({ name, config }: LayerRecord, scope: Scope): NodeId {
    const written = config.batch_shape ?? config.batch_input_shape;
    const sizes: readonly unknown[] = Array.isArray(written) ? written.slice(1) : usualShape;
    if (sizes.includes(null)) {
      this.#graph.note(`${name} takes any size; its Input stands at ${usualSide} where the model says none.`);
    }
    const shape = sizes.map((size) => size ?? usualSide);
    const read = readLayer('InputLayer', { batch_shape: [null, ...shape] });
    if (!read.ok) throw modelFault(this.#source, `${name} has the shape ${JSON.stringify(written)}`);
    return this.#graph.add({ name: [...scope.names, name].join('/'), type: 'Input', config: read.config }, []);
  }

  /** One call of a layer: its node, or the outputs of the model that it is. */
  #layer(
    layer: LayerRecord,
    scope: Scope,
    sources: readonly NodeId[],
    call: LayerCall,
    shape: TensorReference['shape'],
  ): readonly NodeId[] {
    // Models without layers, called by models that are called many times, would never come to the limit of nodes.
    if (++this.#calls > maxLayers) throw modelFault(this.#source, `it calls layers more than ${maxLayers} times`);
    if (isModel(layer.className)) return this.#model(readModel(layer, this.#source), scope, sources);
    const { name, config } = layer;
    const read = readOperation(layer, call) ?? known(layer, call);
    const path = scope.names.join('/');
    const original = this.#originals.get(path);
    const kept = keptSettings(read.ok ? read.unused : new Map());
    if (read.ok) this.#tellUnused(path, read.unused, kept);
    this.#tellPrecision(config.dtype);
    const { type, settings } = read.ok ? asKnown(read) : asUnknown(layer, shape);
    const isShared = original !== undefined && read.ok;
    const hasOldCurve = this.#isBeforeKeras3 && read.ok && read.config.activation === 'hard_sigmoid';
    const id = this.#graph.add(
      {
        name: path,
        type,
        config: hasOldCurve ? { ...settings, activation: 'linear' } : settings,
        trainable: scope.isTrainable && config.trainable !== false,
        block: scope.names.slice(0, -1).join('/') || undefined,
        sharesWeightsOf: isShared ? original : undefined,
        kept,
      },
      sources,
    );
    if (original === undefined) {
      this.#originals.set(path, id);
      this.#places.push({ node: id, names: scope.names, steps: scope.steps });
      if (!read.ok) this.#unknownLayers.push({ name, className: layer.className, reason: read.reason });
    }
    return [hasOldCurve ? this.#oldHardSigmoid(path, id) : id];
  }

  /** max(0, min(1, x / 5 + 1 / 2)), which is not Keras 3's curve of that name. */
  #oldHardSigmoid(path: string, source: NodeId): NodeId {
    this.#graph.note('hard_sigmoid is another curve in Keras 3; that of Keras 2 is a Rescaling and a ReLU here.');
    const line = { name: `${path}/line`, type: 'Rescaling', config: { scale: 0.2, offset: 0.5 } } as const;
    const cut = { name: `${path}/cut`, type: 'ReLU', config: { maxValue: 1 } } as const;
    return this.#graph.add(cut, [this.#graph.add(line, [source])]);
  }

  #tellUnused(layer: string, unused: ReadonlyMap<string, unknown>, kept: Readonly<Record<string, string>>): void {
    for (const setting of unused.keys()) {
      const fate = Object.hasOwn(kept, setting) ? 'is kept for exports; training here goes without' : 'is left out';
      this.#graph.tellUnused(setting, layer, fate);
    }
  }

  #tellPrecision(dtype: unknown): void {
    const policy = asRecord(asRecord(dtype)?.config)?.name ?? dtype;
    if (typeof policy === 'string' && /float16|float64|float8|int8/.test(policy)) {
      this.#graph.note(`The model computes in ${policy}; Stride computes in float32.`);
    }
  }
}

function known({ className, config }: LayerRecord, { numbers }: LayerCall): ReadLayer {
  if (numbers.length === 0) return readLayer(className, config);
  return { ok: false, reason: `it is called with ${numbers[0]?.value} besides its tensors` };
}

function asKnown({ type, config }: { readonly type: LayerType; readonly config: Readonly<Record<string, unknown>> }) {
  return { type, settings: config };
}

const maxJson = 90_000;

function asUnknown({ className, whole }: LayerRecord, outputShape: TensorReference['shape']) {
  const { inbound_nodes: _, ...record } = whole;
  const json = JSON.stringify(record);
  const settings = {
    className: className.slice(0, 200),
    json: json.length > maxJson ? JSON.stringify({ class_name: className }) : json,
    outputShape,
  };
  return { type: 'UnknownLayer' as const, settings };
}

function within(scope: Scope, { name }: LayerRecord, step: PlaceStep | undefined): Scope {
  return { ...scope, names: [...scope.names, name], steps: step ? [...scope.steps, step] : scope.steps };
}

/** Each layer's class in snake case and its count among those of its class, as Keras names what it saves. */
function countKinds(layers: readonly LayerRecord[]): readonly PlaceStep[] {
  const counts = new Map<string, number>();
  return layers.map(({ className }) => {
    const kind = snake(className.replace(/^.*>/, ''));
    const index = counts.get(kind) ?? 0;
    counts.set(kind, index + 1);
    return { kind, index };
  });
}

/** What a layer at the head of a Sequential reads, its own or that of the model that it is. */
function inputShapeOf(layer: LayerRecord | undefined, depth = 0): readonly number[] | null {
  if (layer === undefined || depth > maxNesting) return null;
  const { config, whole } = layer;
  const own =
    readShape(config.batch_shape) ??
    readShape(config.batch_input_shape) ??
    readShape(config.build_input_shape) ??
    readShape(asRecord(whole.build_config)?.input_shape);
  if (own || !Array.isArray(config.layers)) return own;
  const first = asRecord(config.layers[0]);
  if (!first) return null;
  return inputShapeOf({ ...layer, config: asRecord(first.config) ?? {}, whole: first }, depth + 1);
}

function key({ layer, call, tensor }: Pick<TensorReference, 'layer' | 'call' | 'tensor'>): string {
  return `${call}:${tensor}:${layer}`;
}
