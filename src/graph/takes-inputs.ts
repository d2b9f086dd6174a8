import { type LayerType, layerDefinitions } from './layers/index.ts';

/** Whether a layer of this type can read `count` tensors. */
export function takesInputs(type: LayerType, count: number): boolean {
  const { min, max } = layerDefinitions[type].arity;
  return count >= min && count <= max;
}
