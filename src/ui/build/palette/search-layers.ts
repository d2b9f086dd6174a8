/** The palette's entries, and which of them a search finds. */
import { type LayerFamily, layerFamilies } from '#graph/families.ts';
import { definitionOf } from '#graph/layers/definition-of.ts';
import type { LayerType } from '#graph/layers/index.ts';
import { offeredLayerTypes } from '#graph/layers/offered-layer-types.ts';

export interface LayerGroup {
  readonly family: LayerFamily;
  readonly types: readonly LayerType[];
}

/** Better matches have lower ranks; null does not match at all. */
function rank(type: LayerType, words: readonly string[]): number | null {
  const name = type.toLowerCase();
  const { family, explanation } = definitionOf(type);
  const everything = `${name} ${family} ${explanation.toLowerCase()}`;
  const [first = ''] = words;
  if (words.length === 1 && name === first) return 0;
  if (words.length === 1 && name.startsWith(first)) return 1;
  if (words.every((word) => name.includes(word))) return 2;
  if (words.every((word) => `${name} ${family}`.includes(word))) return 3;
  return words.every((word) => everything.includes(word)) ? 4 : null;
}

/** Layer types that fit all words of `query`, best first; all of them in the palette's order for an empty query. */
export function searchLayers(query: string): readonly LayerType[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return offeredLayerTypes;
  return offeredLayerTypes
    .map((type) => ({ type, rank: rank(type, words) }))
    .filter((match): match is { type: LayerType; rank: number } => match.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ type }) => type);
}

/** Types by family in the families' order, leaving out families without any. */
export function groupByFamily(types: readonly LayerType[]): readonly LayerGroup[] {
  return layerFamilies
    .map((family) => ({ family, types: types.filter((type) => definitionOf(type).family === family) }))
    .filter(({ types }) => types.length > 0);
}
