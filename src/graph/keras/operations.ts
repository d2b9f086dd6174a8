/**
 * Arithmetic that a functional model does without a layer, `x / 127.5 - 1`: Keras records it as an operation, Stride runs
 * it as a Rescaling, or as the merge layer where two tensors meet.
 */
import type { LayerCall } from './keras-calls.ts';
import type { LayerRecord } from './keras-records.ts';
import type { ReadLayer } from './layer-configs.ts';

const operations: Readonly<Record<string, 'add' | 'subtract' | 'multiply' | 'divide'>> = {
  Add: 'add',
  Subtract: 'subtract',
  Multiply: 'multiply',
  Divide: 'divide',
  TrueDivide: 'divide',
  'math.add': 'add',
  '__operators__.add': 'add',
  'math.subtract': 'subtract',
  'math.multiply': 'multiply',
  'math.divide': 'divide',
  'math.truediv': 'divide',
};

const merges = { add: 'Add', subtract: 'Subtract', multiply: 'Multiply', divide: null } as const;

/** What an operation computes; null for a record that is none of these. */
export function readOperation({ className, config }: LayerRecord, { tensors, numbers }: LayerCall): ReadLayer | null {
  const name = className === 'TFOpLambda' ? String(config.function) : className;
  const operation = operations[name];
  if (operation === undefined) return null;
  const [number, ...others] = numbers;
  const merge = merges[operation];
  if (!number && tensors.length > 1 && merge) return { ok: true, type: merge, config: {}, unused: new Map() };
  if (!number || others.length > 0 || tensors.length !== 1) return null;
  const rescaling = rescalingOf(operation, number.value, number.isFirst);
  return rescaling && { ok: true, type: 'Rescaling', config: rescaling, unused: new Map() };
}

function rescalingOf(
  operation: 'add' | 'subtract' | 'multiply' | 'divide',
  number: number,
  isFirst: boolean,
): { readonly scale: number; readonly offset: number } | null {
  switch (operation) {
    case 'add':
      return { scale: 1, offset: number };
    case 'subtract':
      return isFirst ? { scale: -1, offset: number } : { scale: 1, offset: -number };
    case 'multiply':
      return { scale: number, offset: 0 };
    case 'divide':
      return isFirst || number === 0 ? null : { scale: 1 / number, offset: 0 };
  }
}
