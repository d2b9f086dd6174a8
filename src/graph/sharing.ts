/**
 * Layers that share weights: one layer of Keras's, called several times. Among them one, the original, holds the weights
 * and the others name it. All have the same type and settings, whatever edits come.
 */
import type { LayerNode, ModelGraph, NodeId } from './model-graph.ts';

/** The id of the node whose weights a node uses: its own, or its original's. */
export function ownerOfWeights({ id, sharesWeightsOf }: Pick<LayerNode, 'id' | 'sharesWeightsOf'>): NodeId {
  return sharesWeightsOf ?? id;
}

/** Whether two nodes use the same weights, being one layer. */
export function areOneLayer(a: LayerNode, b: LayerNode): boolean {
  return ownerOfWeights(a) === ownerOfWeights(b);
}

/** The same node with weights of its own. */
export function withOwnWeights(node: LayerNode): LayerNode {
  const { sharesWeightsOf: _, ...own } = node;
  return own;
}

/** Where an original is no longer among the nodes, the first that shared its weights takes its place. */
export function handOnWeights(nodes: readonly LayerNode[]): readonly LayerNode[] {
  const present = new Set(nodes.map(({ id }) => id));
  const isOrphan = ({ sharesWeightsOf }: LayerNode) => sharesWeightsOf !== undefined && !present.has(sharesWeightsOf);
  if (!nodes.some(isOrphan)) return nodes;
  const heirs = new Map<NodeId, NodeId>();
  return nodes.map((node) => {
    if (node.sharesWeightsOf === undefined || !isOrphan(node)) return node;
    const heir = heirs.get(node.sharesWeightsOf);
    if (heir !== undefined) return { ...node, sharesWeightsOf: heir };
    heirs.set(node.sharesWeightsOf, node.id);
    return withOwnWeights(node);
  });
}

/** Gives a layer weights of its own; those that shared them with it keep sharing among each other. */
export function separateWeights(graph: ModelGraph, id: NodeId): ModelGraph {
  const node = graph.nodes.find((each) => each.id === id);
  if (!node) return graph;
  if (node.sharesWeightsOf !== undefined) {
    return { ...graph, nodes: graph.nodes.map((each) => (each === node ? withOwnWeights(each) : each)) };
  }
  const others = handOnWeights(graph.nodes.filter((each) => each !== node));
  const byId = new Map(others.map((each) => [each.id, each]));
  return { ...graph, nodes: graph.nodes.map((each) => byId.get(each.id) ?? each) };
}
