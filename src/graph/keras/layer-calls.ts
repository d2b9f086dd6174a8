/** A graph as calls of layers, as Keras sees it: nodes that share weights are calls of one layer. */
import { present } from '#base/assert.ts';
import { adjacencyOf } from '../adjacency.ts';
import type { GraphAnalysis } from '../analysis.ts';
import type { LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import type { Shape } from '../shape.ts';
import { kerasLayerOrder } from './keras-layer-order.ts';

/** What a call of a layer gives. */
export interface CallOutput {
  readonly node: LayerNode;
  /** The name of the layer that is called. */
  readonly layer: string;
  /** Which of that layer's calls it is, from 0. */
  readonly call: number;
  /** Without the batch axis. */
  readonly shape: Shape;
}

export interface CalledLayer {
  /** The node that owns the weights. */
  readonly node: LayerNode;
  /** In the order in which they can be made. */
  readonly calls: readonly { readonly output: CallOutput; readonly inputs: readonly CallOutput[] }[];
}

/** The layers in the order of Keras's `model.layers`, which is also the order in which its files hold their weights. */
export function calledLayers(graph: ModelGraph, analysis: GraphAnalysis): readonly CalledLayer[] {
  const adjacency = adjacencyOf(graph);
  const outputs = callOutputs(graph, analysis);
  const outputOf = (id: NodeId) => present(outputs.get(id), 'every node has an output');
  const calls = new Map<string, CallOutput[]>();
  for (const output of outputs.values()) calls.set(output.layer, [...(calls.get(output.layer) ?? []), output]);
  return kerasLayerOrder(graph, analysis.outputs).map((id) => {
    const node = present(adjacency.node.get(id), 'the order holds nodes of the graph');
    return {
      node,
      calls: (calls.get(node.name) ?? []).map((output) => ({
        output,
        inputs: adjacency.sources(output.node.id).map(outputOf),
      })),
    };
  });
}

/** What every node gives, each after what it reads. */
export function callOutputs(graph: ModelGraph, analysis: GraphAnalysis): ReadonlyMap<NodeId, CallOutput> {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const nodeOf = (id: NodeId) => present(nodes.get(id), `the graph has a node ${id}`);
  const counts = new Map<string, number>();
  const outputs = new Map<NodeId, CallOutput>();
  for (const id of analysis.order) {
    const node = nodeOf(id);
    const layer = weightOwner(graph, node).name;
    const call = counts.get(layer) ?? 0;
    counts.set(layer, call + 1);
    const { output: shape } = present(analysis.nodes.get(id), 'every layer has a shape');
    outputs.set(id, { node, layer, call, shape });
  }
  return outputs;
}

/** The node whose weights a node uses: its own, where it shares none. */
export function weightOwner({ nodes }: ModelGraph, node: LayerNode): LayerNode {
  const { sharesWeightsOf } = node;
  if (sharesWeightsOf === undefined) return node;
  return present(
    nodes.find(({ id }) => id === sharesWeightsOf),
    'weights are shared with a node that is there',
  );
}
