import { StrideError } from '#base/errors.ts';
import { sameEdge } from '../adjacency.ts';
import { type LayerType, layerDefinitions } from '../layers/index.ts';
import type { Edge, ModelGraph, NodeId } from '../model-graph.ts';
import { createNode } from './create-node.ts';
import { openRow } from './make-room.ts';

/**
 * Puts a new layer between two connected ones; the target keeps its order of inputs. Throws a `StrideError` for an
 * Input, which reads nothing, and for an edge that is not there.
 */
export function insertOnEdge(
  graph: ModelGraph,
  edge: Edge,
  type: LayerType,
  config: Readonly<Record<string, unknown>> = {},
): { readonly graph: ModelGraph; readonly id: NodeId } {
  const at = graph.edges.findIndex((each) => sameEdge(each, edge));
  const source = graph.nodes.find(({ id }) => id === edge.source);
  const target = graph.nodes.find(({ id }) => id === edge.target);
  if (at < 0 || !source || !target) {
    throw new StrideError({
      code: 'edge-not-found',
      message: `${type} cannot be inserted: the connection is no longer there.`,
      remedy: 'Choose a connection that is on the canvas.',
    });
  }
  if (layerDefinitions[type].arity.max === 0) {
    throw new StrideError({
      code: 'layer-reads-nothing',
      message: `${type} cannot be inserted between ${source.name} and ${target.name}: it reads no other layer.`,
      remedy: 'Insert a layer that has an input.',
    });
  }
  const branches = graph.edges.filter((each) => each.source === edge.source).length > 1;
  const opened = openRow(graph, source, branches ? target.position.x : source.position.x);
  const node = createNode(graph, type, opened.position, config);
  return {
    graph: {
      nodes: [...opened.graph.nodes, node],
      edges: [
        ...graph.edges.with(at, { source: node.id, target: edge.target }),
        { source: edge.source, target: node.id },
      ],
    },
    id: node.id,
  };
}
