import * as v from 'valibot';
import type { LayerType } from '../layers/index.ts';
import type { LayerNode, ModelGraph, Position } from '../model-graph.ts';
import { layerNodeSchema } from '../model-graph-schema.ts';
import { createIdSource, freshName, namesIn } from '../names.ts';

/** A node with a fresh id and name that is not in the graph yet. Throws valibot's error for an illegal `config`. */
export function createNode(
  graph: ModelGraph,
  type: LayerType,
  position: Position,
  config: Readonly<Record<string, unknown>> = {},
): LayerNode {
  const id = createIdSource(graph)();
  return v.parse(layerNodeSchema, { id, name: freshName(namesIn(graph), type), type, config, position });
}
