import { definitionOf } from './definition-of.ts';
import { type LayerType, layerTypes } from './index.ts';

/** The layer types that the palette and the commands offer, in the palette's order. */
export const offeredLayerTypes: readonly LayerType[] = layerTypes.filter(
  (type) => definitionOf(type).isOffered !== false,
);
