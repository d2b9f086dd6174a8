/**
 * A graph with what TensorFlow.js's layers lack said in layers that they have: curves by straight lines and cuts, differences
 * by sums. Layers with weights keep their names; what is added has none.
 */
import type { ActivationName } from '../activations.ts';
import type { Edge, LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { createIdSource } from '../names.ts';

/** Answers are the same; the last layer of a curve takes the place of the layer that had it. */
export function graphForTfjs(graph: ModelGraph): ModelGraph {
  const writing = new Writing(graph);
  for (const node of graph.nodes) writing.write(node);
  return writing.build();
}

class Writing {
  readonly #graph: ModelGraph;
  readonly #nodes: LayerNode[] = [];
  /** Edges between layers that were added, and from the layers that these belong to. */
  readonly #added: Edge[] = [];
  readonly #freshId: () => NodeId;
  readonly #names: Set<string>;
  /** What now gives a layer's output. */
  readonly #ends = new Map<NodeId, NodeId>();
  /** By layer: what its second input is multiplied by before it is added. */
  readonly #factors = new Map<NodeId, number>();

  constructor(graph: ModelGraph) {
    this.#graph = graph;
    this.#freshId = createIdSource(graph);
    this.#names = new Set(graph.nodes.map(({ name }) => name));
  }

  write(node: LayerNode): void {
    if (node.type === 'Subtract' || node.type === 'CustomScaleLayer') {
      this.#factors.set(node.id, node.type === 'Subtract' ? -1 : node.config.scale);
      this.#nodes.push({ ...node, type: 'Add', config: {} });
      return;
    }
    const curve = 'activation' in node.config ? curves[node.config.activation] : undefined;
    if (curve === undefined) {
      this.#nodes.push(node);
      return;
    }
    this.#nodes.push({ ...node, config: { ...node.config, activation: 'linear' } } as LayerNode);
    this.#ends.set(node.id, curve(node, this));
  }

  /** Adds a layer behind others; gives its id. */
  add(node: LayerNode, layer: Pick<LayerNode, 'type' | 'config'>, word: string, ...sources: NodeId[]): NodeId {
    const id = this.#freshId();
    let name = `${node.name}_${word}`;
    while (this.#names.has(name)) name = `${name}_`;
    this.#names.add(name);
    const { position } = node;
    this.#nodes.push({ ...layer, id, name, trainable: true, position } as LayerNode);
    this.#added.push(...sources.map((source) => ({ source, target: id })));
    return id;
  }

  build(): ModelGraph {
    const counts = new Map<NodeId, number>();
    const edges = this.#graph.edges.map(({ source, target }): Edge => {
      const end = this.#ends.get(source) ?? source;
      const place = counts.get(target) ?? 0;
      counts.set(target, place + 1);
      const factor = this.#factors.get(target);
      const node = this.#graph.nodes.find(({ id }) => id === target);
      if (place !== 1 || factor === undefined || node === undefined) return { source: end, target };
      return { source: this.add(node, line(factor, 0), 'scaled', end), target };
    });
    return { nodes: this.#nodes, edges: [...edges, ...this.#added] };
  }
}

type Curve = (node: LayerNode, writing: Writing) => NodeId;

const curves: { readonly [Name in ActivationName]?: Curve } = {
  leaky_relu: (node, writing) =>
    writing.add(node, { type: 'LeakyReLU', config: { negativeSlope: 0.2 } }, 'leaky', node.id),
  hard_sigmoid: hardSigmoid,
  hard_silu: (node, writing) =>
    writing.add(node, { type: 'Multiply', config: {} }, 'product', node.id, hardSigmoid(node, writing)),
};

/** relu6(x + 3) / 6. */
function hardSigmoid(node: LayerNode, writing: Writing): NodeId {
  const raised = writing.add(node, line(1, 3), 'raised', node.id);
  const relu6 = { type: 'ReLU', config: { maxValue: 6, negativeSlope: 0, threshold: 0 } } as const;
  return writing.add(node, line(1 / 6, 0), 'gate', writing.add(node, relu6, 'cut', raised));
}

function line(scale: number, offset: number): Pick<LayerNode, 'type' | 'config'> {
  return { type: 'Rescaling', config: { scale, offset } };
}
