/** What a drag from the palette carries. */
import { type LayerType, layerTypes } from '#graph/layers/index.ts';

const kind = 'stride-layer-type';

export function layerDragData(type: LayerType): Record<string, unknown> {
  return { kind, type };
}

/** The layer type that is being dragged; null for drags of anything else. */
export function draggedLayerType(data: Record<string | symbol, unknown>): LayerType | null {
  if (data.kind !== kind) return null;
  return layerTypes.find((type) => type === data.type) ?? null;
}
