/**
 * What a call of a layer is given. Keras 3 writes `{args, kwargs}` with a record for each tensor; Keras 2 a list of
 * `[layer, call, tensor, kwargs]`, or one such entry by itself.
 */
import type { Shape } from '../shape.ts';
import { asRecord } from './keras-values.ts';

export interface TensorReference {
  readonly layer: string;
  /** Which of the layer's calls gave it. */
  readonly call: number;
  /** Which of that call's outputs it is. */
  readonly tensor: number;
  /** Without the batch axis, where the file says it and every size is known. */
  readonly shape: Shape | null;
}

export interface LayerCall {
  readonly tensors: readonly TensorReference[];
  /** Numbers that stand among the arguments, beside the tensors: `x / 255`. */
  readonly numbers: readonly { readonly value: number; readonly isFirst: boolean }[];
}

/** Arguments that say nothing about what is computed. */
const silent = new Set(['training', 'mask', 'name']);
const maxArguments = 10_000;

export function readCall(inboundNode: unknown): LayerCall {
  const tensors: TensorReference[] = [];
  const numbers: { value: number; isFirst: boolean }[] = [];
  let visited = 0;
  const visit = (value: unknown): void => {
    if (++visited > maxArguments) return;
    const reference = readTensor(value) ?? readHistory(value);
    if (reference) {
      tensors.push(reference);
      const kwargs = Array.isArray(value) ? value[3] : undefined;
      if (kwargs !== undefined) visit(kwargs);
    } else if (typeof value === 'number') numbers.push({ value, isFirst: tensors.length === 0 });
    else if (Array.isArray(value)) value.forEach(visit);
    else {
      for (const [key, each] of Object.entries(asRecord(value) ?? {})) if (!silent.has(key)) visit(each);
    }
  };
  visit(inboundNode);
  return { tensors, numbers };
}

/** Keras 3's tensor; null for anything else. */
function readTensor(value: unknown): TensorReference | null {
  const record = asRecord(value);
  if (record?.class_name !== '__keras_tensor__') return null;
  const config = asRecord(record.config);
  const reference = readHistory(config?.keras_history);
  return reference && { ...reference, shape: readShape(config?.shape) };
}

/** `[layer, call, tensor, …]`; null for anything else. */
function readHistory(value: unknown): TensorReference | null {
  if (!Array.isArray(value)) return null;
  const [layer, call, tensor] = value;
  if (typeof layer !== 'string' || !isIndex(call) || !isIndex(tensor)) return null;
  return { layer, call, tensor, shape: null };
}

function isIndex(value: unknown): value is number {
  return Number.isInteger(value);
}

/** The sizes behind the batch axis, where all are known. */
export function readShape(value: unknown): Shape | null {
  if (!Array.isArray(value) || value.length < 2) return null;
  const sizes = value.slice(1);
  return sizes.every((size) => Number.isInteger(size) && size > 0) ? sizes : null;
}

/** Every tensor in `input_layers` or `output_layers`: one, a list, or a record of them. */
export function readPorts(value: unknown): readonly TensorReference[] {
  return readCall(value).tensors;
}
