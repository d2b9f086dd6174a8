import { present } from '#base/assert.ts';
import { StrideError } from '#base/errors.ts';
import { sameEdge } from '../adjacency.ts';
import { layerDefinitions } from '../layers/index.ts';
import type { Edge, ModelGraph, NodeId } from '../model-graph.ts';

/**
 * Lets `target` read `source`. Where the target has no input left, the new edge takes the place of its last one. An
 * edge that is there already changes nothing; one that closes a cycle is drawn, and analysis reports it with a repair.
 * Throws a `StrideError` where the target reads nothing, as an Input.
 */
export function connect(graph: ModelGraph, source: NodeId, target: NodeId): ModelGraph {
  const edge = { source, target };
  if (graph.edges.some((each) => sameEdge(each, edge))) return graph;
  const find = (id: NodeId) =>
    present(
      graph.nodes.find((node) => node.id === id),
      `the graph holds ${id}`,
    );
  const reader = find(target);
  const { arity } = layerDefinitions[reader.type];
  if (arity.max === 0) {
    throw new StrideError({
      code: 'layer-reads-nothing',
      message: `${reader.name} (${reader.type}) cannot read ${find(source).name}: it is where the data comes in.`,
      remedy: `Connect ${find(source).name} to another layer.`,
    });
  }
  const entering = graph.edges.filter((each) => each.target === target);
  const replaced = entering.length >= arity.max ? entering.at(-1) : undefined;
  if (!replaced) return { ...graph, edges: [...graph.edges, edge] };
  return { ...graph, edges: graph.edges.map((each) => (each === replaced ? edge : each)) };
}

/** Takes one edge away; one that is not there changes nothing. */
export function disconnect(graph: ModelGraph, edge: Edge): ModelGraph {
  const at = graph.edges.findIndex((each) => sameEdge(each, edge));
  return at < 0 ? graph : { ...graph, edges: graph.edges.toSpliced(at, 1) };
}
