/**
 * A graph as the canvas shows it: layers that belong to a block (`conv4_block2`) stand as one node until their block is
 * expanded. Nothing of this is in the document but the block's name on each of its layers.
 */
import { rowPositions } from './layout.ts';
import type { Edge, LayerNode, ModelGraph, NodeId, Position } from './model-graph.ts';

export interface ShownLayer {
  readonly kind: 'layer';
  readonly id: NodeId;
  readonly type: string;
  readonly position: Position;
  readonly layer: LayerNode;
}

export interface ShownBlock {
  readonly kind: 'block';
  /** No layer's id. */
  readonly id: NodeId;
  readonly type: 'block';
  readonly position: Position;
  readonly name: string;
  /** At least two, in the document's order. */
  readonly layers: readonly LayerNode[];
}

export type ShownNode = ShownLayer | ShownBlock;

/** An edge between shown nodes, and the document's edges that it stands for. */
export interface ShownEdge extends Edge {
  readonly edges: readonly Edge[];
}

export interface ShownGraph {
  readonly nodes: readonly ShownNode[];
  readonly edges: readonly ShownEdge[];
  /** Whether a block is collapsed: then positions follow from the rows, not from the document. */
  readonly isCollapsed: boolean;
  /** The node that shows a layer: its own, or its block's. */
  readonly shownAs: ReadonlyMap<NodeId, NodeId>;
}

/** The id of a collapsed block's node; a colon is in no layer's id. */
export function blockId(name: string): NodeId {
  return `block:${name}` as NodeId;
}

/** The names of all blocks of at least two layers, in the document's order. */
export function blockNames({ nodes }: ModelGraph): readonly string[] {
  const counts = new Map<string, number>();
  for (const { block } of nodes) if (block !== undefined) counts.set(block, (counts.get(block) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}

/** The graph with every block collapsed but those that are expanded. */
export function shownGraph(graph: ModelGraph, expanded: ReadonlySet<string>): ShownGraph {
  const collapsed = new Set(blockNames(graph).filter((name) => !expanded.has(name)));
  const shownAs = new Map<NodeId, NodeId>();
  const members = new Map<string, LayerNode[]>();
  const nodes: ShownNode[] = [];
  for (const layer of graph.nodes) {
    const { id, type, position, block } = layer;
    if (block === undefined || !collapsed.has(block)) {
      shownAs.set(id, id);
      nodes.push({ kind: 'layer', id, type, position, layer });
      continue;
    }
    const layers = members.get(block) ?? [];
    layers.push(layer);
    members.set(block, layers);
    shownAs.set(id, blockId(block));
    if (layers.length > 1) continue;
    nodes.push({ kind: 'block', id: blockId(block), type: 'block', position, name: block, layers });
  }
  const edges = shownEdges(graph.edges, shownAs);
  if (collapsed.size === 0) return { nodes, edges, isCollapsed: false, shownAs };
  const places = rowPositions({ nodes, edges });
  const placed = nodes.map((node) => ({ ...node, position: places.get(node.id) ?? node.position }));
  return { nodes: placed, edges, isCollapsed: true, shownAs };
}

/** The layers that a shown node stands for, by the node's id; none where there is no such node. */
export function layersShownBy({ nodes }: ShownGraph, id: string): readonly NodeId[] {
  const node = nodes.find((each) => each.id === id);
  if (node === undefined) return [];
  return node.kind === 'layer' ? [node.id] : node.layers.map((layer) => layer.id);
}

function shownEdges(edges: readonly Edge[], shownAs: ReadonlyMap<NodeId, NodeId>): readonly ShownEdge[] {
  const shown = new Map<string, ShownEdge & { readonly edges: Edge[] }>();
  for (const edge of edges) {
    const source = shownAs.get(edge.source);
    const target = shownAs.get(edge.target);
    if (source === undefined || target === undefined || source === target) continue;
    const key = `${source} ${target}`;
    const before = shown.get(key);
    if (before) before.edges.push(edge);
    else shown.set(key, { source, target, edges: [edge] });
  }
  return [...shown.values()];
}
