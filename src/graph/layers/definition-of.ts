/** The definition of a layer whose type is only known when the program runs. */
import type { FieldControl, LayerDefinition } from '../layer-definition.ts';
import type { LayerNode } from '../model-graph.ts';
import { type LayerType, layerDefinitions } from './index.ts';

/** A settings field of some layer type. */
export type AnyConfigField = {
  readonly key: string;
  readonly label: string;
  readonly help?: string;
  readonly whenNull?: string;
} & FieldControl;

/** A definition that takes any layer's config: only ever ask it about configs of its own type. */
export type AnyLayerDefinition = Omit<LayerDefinition<LayerType, LayerNode['config']>, 'fields'> & {
  readonly fields: readonly AnyConfigField[];
};

export function definitionOf(type: LayerType): AnyLayerDefinition {
  return layerDefinitions[type];
}
