import { type LayerType, layerDefinitions } from '../layers/index.ts';
import { COLUMN_PITCH, ROW_PITCH } from '../layout.ts';
import type { LayerNode, ModelGraph, NodeId, Position } from '../model-graph.ts';
import { createNode } from './create-node.ts';
import { insertOnEdge } from './insert-on-edge.ts';
import { freePlace } from './make-room.ts';

export interface AddLayerOptions {
  /** Insert behind this layer: in front of its reader where it has exactly one, else as a branch of its own. */
  readonly after?: NodeId;
  /** Put the layer here. Without `after` it is then left unconnected. */
  readonly position?: Position;
  readonly config?: Readonly<Record<string, unknown>>;
}

export interface AddedLayer {
  readonly graph: ModelGraph;
  readonly id: NodeId;
}

/**
 * Adds a layer with Keras's defaults and a fresh name. Told nothing else, it continues the network: behind the lowest
 * output, a merge layer behind all outputs, an Input in front of the first layer that still waits for one.
 */
export function addLayer(graph: ModelGraph, type: LayerType, options: AddLayerOptions = {}): AddedLayer {
  const { position, config } = options;
  const { arity } = layerDefinitions[type];
  const after = graph.nodes.find(({ id }) => id === options.after);
  if (arity.max === 0) return addInput(graph, type, position, config);
  if (position && !after) return place(graph, type, position, [], config);

  const outputs = outputsFromTop(graph);
  const sources = after ? [after] : arity.min > 1 ? outputs : outputs.slice(-1);
  const lowest = sources.at(-1);
  if (!lowest) return place(graph, type, position ?? freePlace(graph, { x: 0, y: 0 }), [], config);

  const leaving = graph.edges.filter(({ source }) => source === lowest.id);
  const [onlyEdge] = leaving;
  if (sources.length === 1 && leaving.length === 1 && onlyEdge) {
    const inserted = insertOnEdge(graph, onlyEdge, type, config);
    return position ? { ...inserted, graph: moveTo(inserted.graph, inserted.id, position) } : inserted;
  }
  const below = { x: lowest.position.x, y: lowest.position.y + ROW_PITCH };
  return place(graph, type, position ?? freePlace(graph, below), sources, config);
}

function place(
  graph: ModelGraph,
  type: LayerType,
  position: Position,
  sources: readonly LayerNode[],
  config: AddLayerOptions['config'],
): AddedLayer {
  const node = createNode(graph, type, position, config);
  const edges = sources.slice(0, layerDefinitions[type].arity.max).map(({ id }) => ({ source: id, target: node.id }));
  return { graph: { nodes: [...graph.nodes, node], edges: [...graph.edges, ...edges] }, id: node.id };
}

function addInput(
  graph: ModelGraph,
  type: LayerType,
  position: Position | undefined,
  config: AddLayerOptions['config'],
): AddedLayer {
  const read = new Set(graph.edges.map(({ target }) => target));
  const waiting = position ? undefined : graph.nodes.find(({ id, type }) => type !== 'Input' && !read.has(id));
  const first = waiting ?? graph.nodes[0];
  const wished = first
    ? { x: first.position.x + (waiting ? 0 : COLUMN_PITCH), y: first.position.y - (waiting ? ROW_PITCH : 0) }
    : { x: 0, y: 0 };
  const node = createNode(graph, type, position ?? freePlace(graph, wished), config);
  const edges = waiting ? [...graph.edges, { source: node.id, target: waiting.id }] : graph.edges;
  return { graph: { nodes: [...graph.nodes, node], edges }, id: node.id };
}

function outputsFromTop({ nodes, edges }: ModelGraph): readonly LayerNode[] {
  const sources = new Set(edges.map(({ source }) => source));
  return nodes.filter(({ id }) => !sources.has(id)).sort((a, b) => a.position.y - b.position.y);
}

function moveTo(graph: ModelGraph, moved: NodeId, position: Position): ModelGraph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.id === moved ? { ...node, position } : node)) };
}
