import type { StoredLayer, StoredWeight } from './weight-archive.ts';

/** Weights of a flat file by the layer that their names begin with, layers in the order in which they first appear. */
export function groupByLayer(
  weights: readonly StoredWeight[],
  separators: readonly string[] = ['/'],
): readonly StoredLayer[] {
  const layers = new Map<string, StoredWeight[]>();
  for (const weight of weights) {
    const at = Math.max(...separators.map((separator) => weight.name.lastIndexOf(separator)));
    const layer = at > 0 ? weight.name.slice(0, at) : weight.name;
    const held = layers.get(layer);
    if (held) held.push(weight);
    else layers.set(layer, [weight]);
  }
  return [...layers].map(([name, own]) => ({ name, weights: own }));
}
