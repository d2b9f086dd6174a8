/** Reads a model graph from anything: every node's config by its layer's own schema, every edge between nodes that exist. */
import * as v from 'valibot';
import { type LayerType, layerDefinitions, layerTypes } from './layers/index.ts';
import type { Edge, LayerNode, ModelGraph, NodeId } from './model-graph.ts';

const nodeId = v.pipe(v.string(), v.minLength(1), v.maxLength(100)) as unknown as v.GenericSchema<unknown, NodeId>;
const coordinate = v.pipe(v.number(), v.finite());

function nodeSchema(type: LayerType) {
  return v.strictObject({
    id: nodeId,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    type: v.literal(type),
    config: layerDefinitions[type].schema,
    trainable: v.optional(v.boolean(), true),
    block: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
    position: v.strictObject({ x: coordinate, y: coordinate }),
  });
}

/** One node by itself, its config filled in with Keras's defaults. */
export const layerNodeSchema = v.variant('type', layerTypes.map(nodeSchema)) as unknown as v.GenericSchema<
  unknown,
  LayerNode
>;
const edgeSchema: v.GenericSchema<unknown, Edge> = v.strictObject({ source: nodeId, target: nodeId });

function hasUniqueIdsAndKnownEnds({ nodes, edges }: ModelGraph): boolean {
  const ids = new Set(nodes.map(({ id }) => id));
  return ids.size === nodes.length && edges.every(({ source, target }) => ids.has(source) && ids.has(target));
}

export const modelGraphSchema: v.GenericSchema<unknown, ModelGraph> = v.pipe(
  v.strictObject({
    nodes: v.pipe(v.array(layerNodeSchema), v.readonly()),
    edges: v.pipe(v.array(edgeSchema), v.readonly()),
  }),
  v.check((graph) => hasUniqueIdsAndKnownEnds(graph), 'Node ids must be unique, and edges must join nodes that exist.'),
);
