/** Weights as tensors of a file. */
import type { StoredTensor } from '#storage/tensor-file.ts';
import type { LayerWeights, NamedWeight } from '../layer-weights.ts';

/** The name is a JSON text, since names of layers may hold any character. */
const nameOf = (prefix: string, layer: string, weight: string) => JSON.stringify([prefix, layer, weight]);

export function weightsToTensors(prefix: string, weights: LayerWeights): StoredTensor[] {
  return [...weights].flatMap(([layer, list]) =>
    list.map(({ name, shape, values }) => ({ name: nameOf(prefix, layer, name), shape, values })),
  );
}

/** The weights stored under this prefix; tensors with other names are left out. */
export function tensorsToWeights(prefix: string, tensors: readonly StoredTensor[]): LayerWeights {
  const layers = new Map<string, NamedWeight[]>();
  for (const { name, shape, values } of tensors) {
    const parts = partsOf(name);
    const [found, layer, weight] = parts;
    if (found !== prefix || layer === undefined || weight === undefined || !(values instanceof Float32Array)) continue;
    layers.set(layer, [...(layers.get(layer) ?? []), { name: weight, shape, values }]);
  }
  return layers;
}

function partsOf(name: string): readonly (string | undefined)[] {
  if (!name.startsWith('[')) return [];
  try {
    const parts: unknown = JSON.parse(name);
    return Array.isArray(parts) ? parts.map((part) => (typeof part === 'string' ? part : undefined)) : [];
  } catch {
    return [];
  }
}
