/**
 * Every layer type in Keras's words, both directions in one place: its class name and its config. A setting's name is
 * ours in snake case (`kernelSize` ↔ `kernel_size`) and its value the same, unless the table says otherwise.
 */
import * as v from 'valibot';
import { definitionOf } from '../layers/definition-of.ts';
import { type LayerType, layerTypes } from '../layers/index.ts';
import type { LayerNode } from '../model-graph.ts';
import { asRecord, readActivation, readAxis, readInitializer, snake, writeSides } from './keras-values.ts';

type Settings = Readonly<Record<string, unknown>>;

interface KerasForm {
  /** Where Keras's class is not called as the layer type. */
  readonly className?: string;
  /** Other names that old files use. */
  readonly aliases?: readonly string[];
  /** Keras's settings, by Keras's name, that our layer holds under another name; the first is the one that is written. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** What is written in place of a setting's own value, by our name. */
  readonly write?: Readonly<Record<string, (value: never) => unknown>>;
  /** What is read in place of Keras's value, by our name. */
  readonly read?: Readonly<Record<string, (value: unknown) => unknown>>;
  /** Settings that Stride's layer does not have, with the values that change nothing. Any other makes the layer unknown. */
  readonly only?: Readonly<Record<string, readonly unknown[]>>;
  /** Settings that only matter for training, or only for the look of the file. */
  readonly harmless?: readonly string[];
}

/** Stride's pictures have their channels last. */
const everywhereOnly: Readonly<Record<string, readonly unknown[]>> = { data_format: ['channels_last', null] };

const forms: { readonly [Type in LayerType]?: KerasForm } = {
  Input: {
    className: 'InputLayer',
    keys: { shape: ['batch_shape', 'batch_input_shape'] },
    write: { shape: (shape: readonly number[]) => [null, ...shape] },
    read: { shape: (shape) => (Array.isArray(shape) ? shape.slice(1) : shape) },
    harmless: ['sparse', 'ragged', 'optional', 'input_dtype', 'batch_size'],
  },
  Conv2D: { aliases: ['Convolution2D'] },
  DepthwiseConv2D: { only: { groups: [1] }, harmless: ['filters', 'kernel_initializer'] },
  SeparableConv2D: { only: { groups: [1] }, aliases: ['SeparableConvolution2D'], harmless: ['kernel_initializer'] },
  Conv2DTranspose: {
    aliases: ['Convolution2DTranspose', 'Deconvolution2D', 'Deconv2D'],
    only: { groups: [1] },
  },
  MaxPooling2D: { aliases: ['MaxPool2D'] },
  AveragePooling2D: { aliases: ['AvgPool2D'] },
  GlobalAveragePooling2D: { aliases: ['GlobalAvgPool2D'] },
  GlobalMaxPooling2D: { aliases: ['GlobalMaxPool2D'] },
  ZeroPadding2D: { write: { padding: writeSides } },
  Cropping2D: { write: { cropping: writeSides } },
  BatchNormalization: {
    aliases: ['BatchNormalizationV1', 'BatchNormalizationV2', 'SyncBatchNormalization'],
    read: { axis: readAxis },
    only: { renorm: [false, null] },
    harmless: ['synchronized', 'renorm_clipping', 'renorm_momentum', 'fused', 'virtual_batch_size', 'adjustment'],
  },
  LayerNormalization: { read: { axis: readAxis }, only: { rms_scaling: [false, null] } },
  Normalization: {
    read: { axis: readAxes, mean: flatNumbers, variance: flatNumbers },
    only: { invert: [false, null] },
  },
  LeakyReLU: { keys: { negativeSlope: ['negative_slope', 'alpha'] }, read: { negativeSlope: plainNumber } },
  ReLU: { read: { maxValue: plainNumber, negativeSlope: plainNumber, threshold: plainNumber } },
};

/** Settings of any layer that change no answer. A regularizer or constraint that is there is told, since training had it. */
const everywhereHarmless = new Set([
  ...['name', 'trainable', 'dtype', 'seed', 'autocast', 'implementation', 'lora_rank', 'lora_alpha'],
  ...[
    'quantization_config',
    'batch_input_shape',
    'batch_shape',
    'input_dtype',
    'dynamic',
    'dtype_policy',
    'build_config',
  ],
  ...['input_shape', 'input_dim', 'input_spec'],
]);
const trainingOnly = /(_regularizer|_constraint|_initializer)$/;

/** Settings of a Keras layer as Stride holds them, or why it cannot. */
export type ReadLayer =
  | {
      readonly ok: true;
      readonly type: LayerType;
      readonly config: Settings;
      /** Keras settings that said something which Stride does not compute with: `kernel_regularizer`. */
      readonly unused: ReadonlyMap<string, unknown>;
    }
  /** `reason` completes the sentence "Stride cannot run conv (Conv2D): …". */
  | { readonly ok: false; readonly reason: string };

export interface WrittenLayer {
  readonly className: string;
  /** Without `name`, `trainable` and `dtype`, which belong to every layer. */
  readonly config: Settings;
}

const typeByClass = new Map<string, LayerType>(
  layerTypes.flatMap((type) => {
    const { className = type, aliases = [] } = forms[type] ?? {};
    return [className, ...aliases].map((name) => [name, type] as const);
  }),
);

/** Keras's class for a layer type: `Input` → `InputLayer`. */
export function kerasClassName(type: LayerType): string {
  return forms[type]?.className ?? type;
}

/** A node's class and settings as Keras's `get_config` gives them. Not for an UnknownLayer, whose own record stands. */
export function writeLayer({ type, config }: Pick<LayerNode, 'type' | 'config'>): WrittenLayer {
  const form = forms[type] ?? {};
  const entries = Object.entries(config).map(([key, value]: [string, unknown]) => {
    const write = form.write?.[key] as ((value: unknown) => unknown) | undefined;
    return [form.keys?.[key]?.[0] ?? snake(key), write ? write(value) : value];
  });
  return { className: kerasClassName(type), config: Object.fromEntries(entries) };
}

/** A node's settings with those that it keeps for Keras, where no other choice has been made since. */
export function withKept(node: Pick<LayerNode, 'type' | 'config' | 'kept'>): Settings {
  const { config } = writeLayer(node);
  if (node.kept === undefined) return config;
  const usual = v.parse(definitionOf(node.type).schema, {});
  const defaults = writeLayer({ type: node.type, config: usual } as Pick<LayerNode, 'type' | 'config'>).config;
  const stands = ([name]: readonly [string, string]) => JSON.stringify(config[name]) === JSON.stringify(defaults[name]);
  const kept = Object.entries(node.kept).filter(stands);
  return { ...config, ...Object.fromEntries(kept.map(([name, text]) => [name, JSON.parse(text)])) };
}

/** Reads a layer by its class and config; never throws. */
export function readLayer(className: string, keras: Settings): ReadLayer {
  const type = typeByClass.get(className.replace(/^.*>/, ''));
  if (type === undefined) return elementary(className, keras) ?? { ok: false, reason: `it has no layer ${className}` };
  const form = forms[type] ?? {};
  const rest = new Map(Object.entries(keras));
  const config: Record<string, unknown> = {};
  const unused = new Map<string, unknown>();
  for (const key of settingsOf(type)) {
    const name = (form.keys?.[key] ?? [snake(key)]).find((each) => rest.has(each));
    if (name === undefined) continue;
    const written = rest.get(name);
    const value = readValue(key, written, form);
    rest.delete(name);
    if (value === null && key.endsWith('Initializer')) unused.set(name, written);
    else if (value !== undefined) config[key] = value;
  }
  for (const [name, value] of rest) {
    const allowed = form.only?.[name] ?? everywhereOnly[name];
    if (allowed && !allowed.some((each) => JSON.stringify(each) === JSON.stringify(value))) {
      return { ok: false, reason: `it does not know ${name} ${JSON.stringify(value)}` };
    }
    if (allowed || value === null || everywhereHarmless.has(name) || form.harmless?.includes(name)) continue;
    if (!trainingOnly.test(name) || !isUsualInitializer(name, value)) unused.set(name, value);
  }
  const parsed = v.safeParse(definitionOf(type).schema, config);
  if (parsed.success) return { ok: true, type, config: parsed.output as unknown as Settings, unused };
  const [issue] = parsed.issues;
  const key = String(issue.path?.[0]?.key ?? '');
  return { ok: false, reason: `it does not know ${snake(key)} ${JSON.stringify(config[key])}` };
}

/** Layers that Keras has and that another of ours computes. */
function elementary(className: string, { alpha = 1 }: Settings): ReadLayer | null {
  if (className !== 'ELU' || plainNumber(alpha) !== 1) return null;
  return { ok: true, type: 'Activation', config: { activation: 'elu' }, unused: new Map() };
}

function readValue(key: string, value: unknown, form: KerasForm): unknown {
  const read = form.read?.[key];
  if (read) return read(value);
  if (key === 'activation') return readActivation(value);
  return key.endsWith('Initializer') ? readInitializer(value) : value;
}

const settingNames = new Map<LayerType, readonly string[]>();

/** Our names of a layer type's settings, from its defaults. */
function settingsOf(type: LayerType): readonly string[] {
  const known = settingNames.get(type);
  if (known) return known;
  const names = Object.keys(v.parse(definitionOf(type).schema, {}) as object);
  settingNames.set(type, names);
  return names;
}

/** Zeros for what is added and ones for what multiplies: what Stride draws too. */
function isUsualInitializer(name: string, value: unknown): boolean {
  if (!name.endsWith('_initializer')) return false;
  const isFactor = name.startsWith('gamma') || name.startsWith('moving_variance');
  return readInitializer(value) === (isFactor ? 'ones' : 'zeros');
}

/** A number that was written as a NumPy value: `{"class_name": "__numpy__", "config": {"value": 6}}`. */
function plainNumber(value: unknown): unknown {
  const record = asRecord(value);
  return record ? (asRecord(record.config)?.value ?? record.value ?? value) : value;
}

/** Keras's mean and variance as one list, however deep it wrote them. */
function flatNumbers(value: unknown): unknown {
  const plain = plainNumber(value);
  if (typeof plain === 'number') return [plain];
  return Array.isArray(plain) ? plain.flat(Number.POSITIVE_INFINITY) : plain;
}

/** Keras's list of axes, where it holds one; null where it holds none, which means all numbers alike. */
function readAxes(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? null : readAxis(value);
}
