/** Reads a model graph from anything: every node's config by its layer's own schema, every edge between nodes that exist. */
import * as v from 'valibot';
import { keptSettingsSchema } from './kept-settings.ts';
import { type LayerType, layerDefinitions, layerTypes } from './layers/index.ts';
import type { Edge, LayerNode, ModelGraph, NodeId } from './model-graph.ts';

const nodeId = v.pipe(v.string(), v.minLength(1), v.maxLength(100)) as unknown as v.GenericSchema<unknown, NodeId>;
const multiplier = v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(100));
const coordinate = v.pipe(v.number(), v.finite());

function nodeSchema(type: LayerType) {
  return v.strictObject({
    id: nodeId,
    name: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
    type: v.literal(type),
    config: layerDefinitions[type].schema,
    trainable: v.optional(v.boolean(), true),
    learningRateMultiplier: v.exactOptional(multiplier),
    kept: v.exactOptional(keptSettingsSchema),
    sharesWeightsOf: v.exactOptional(nodeId),
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

/** Whoever shares weights names a layer that is there, of its own type and settings, and has weights of its own. */
function sharesRightly({ nodes }: ModelGraph): boolean {
  if (nodes.every(({ sharesWeightsOf }) => sharesWeightsOf === undefined)) return true;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return nodes.every(({ sharesWeightsOf, type, config }) => {
    if (sharesWeightsOf === undefined) return true;
    const original = byId.get(sharesWeightsOf);
    return (
      original?.type === type &&
      original.sharesWeightsOf === undefined &&
      JSON.stringify(original.config) === JSON.stringify(config)
    );
  });
}

export const modelGraphSchema: v.GenericSchema<unknown, ModelGraph> = v.pipe(
  v.strictObject({
    nodes: v.pipe(v.array(layerNodeSchema), v.readonly()),
    edges: v.pipe(v.array(edgeSchema), v.readonly()),
  }),
  v.check((graph) => hasUniqueIdsAndKnownEnds(graph), 'Node ids must be unique, and edges must join nodes that exist.'),
  v.check((graph) => sharesRightly(graph), 'A layer shares the weights of one with the same type and settings.'),
);
