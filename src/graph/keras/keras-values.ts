/** Values inside a Keras layer's config that are written in several ways: activations, initializers, borders, axes. */
import type { Sides } from '../config-schemas.ts';
import { type InitializerName, initializerNames } from '../initializers.ts';

/** A plain JSON record; null for anything else. */
export function asRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

/**
 * The name in `"relu"`, in `{class_name: "function", config: "relu"}` and in an object without settings; a record with
 * settings comes back as it is.
 */
export function readActivation(value: unknown): unknown {
  if (value === null) return 'linear';
  // TensorFlow.js writes hardSigmoid.
  if (typeof value === 'string') return snake(value);
  const record = asRecord(value);
  if (!record) return value;
  const { class_name: className, config } = record;
  if (typeof config === 'string') return snake(config);
  const settings = asRecord(config);
  if (className === 'ReLU' && settings?.max_value === 6 && !settings.negative_slope && !settings.threshold)
    return 'relu6';
  const isPlain =
    !settings || Object.keys(settings).every((key) => ['name', 'dtype', 'trainable', 'axis'].includes(key));
  return typeof className === 'string' && isPlain ? snake(className) : value;
}

/**
 * Keras's initializer by name; a VarianceScaling object by what it computes. Null for one that Stride does not hold:
 * it only matters for weights that are drawn anew.
 */
export function readInitializer(value: unknown): InitializerName | null {
  const record = asRecord(value);
  const name = typeof value === 'string' ? value : record?.class_name;
  if (typeof name !== 'string') return null;
  const config = asRecord(record?.config) ?? {};
  if (name === 'VarianceScaling') return varianceScaling(config);
  const known = initializerNames.find((each) => each === snake(name));
  return known && hasDefaultArguments(known, config) ? known : null;
}

function hasDefaultArguments(name: InitializerName, config: Readonly<Record<string, unknown>>): boolean {
  const is = (key: string, usual: number) => config[key] === undefined || config[key] === usual;
  if (name === 'random_uniform') return is('minval', -0.05) && is('maxval', 0.05);
  if (name === 'random_normal' || name === 'truncated_normal') return is('mean', 0) && is('stddev', 0.05);
  return true;
}

function varianceScaling({ scale, mode, distribution }: Readonly<Record<string, unknown>>): InitializerName | null {
  const shape = distribution === 'uniform' ? 'uniform' : 'normal';
  if (mode === 'fan_avg' && scale === 1) return `glorot_${shape}`;
  if (mode === 'fan_in' && scale === 1) return `lecun_${shape}`;
  if (mode === 'fan_in' && scale === 2) return `he_${shape}`;
  return null;
}

/** `[top, bottom, left, right]` → `[[top, bottom], [left, right]]`. */
export function writeSides([top, bottom, left, right]: Sides): readonly (readonly number[])[] {
  return [
    [top, bottom],
    [left, right],
  ];
}

/** Old Keras wrote an axis as a list of one. */
export function readAxis(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

/** Keras's `to_snake_case`: `GlorotUniform` → `glorot_uniform`, `kernelSize` → `kernel_size`. */
export function snake(name: string): string {
  return name
    .replace(/\W+/g, '')
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
