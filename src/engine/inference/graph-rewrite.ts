/** A graph with its weights while neighbouring layers are made one; what it was made from is left as it was. */
import { present } from '#base/assert.ts';
import type { NodeAnalysis } from '#graph/analysis.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { LayerNode, NodeId } from '#graph/model-graph.ts';
import type { NamedWeight } from '../layer-weights.ts';
import type { WeightedGraph } from '../transfer/join-graphs.ts';

/** A layer and the only one that reads it, which reads nothing else. */
interface NeighbourPair {
  readonly first: LayerNode;
  readonly last: LayerNode;
}

export class GraphRewrite {
  readonly #nodes: Map<NodeId, LayerNode>;
  readonly #sources = new Map<NodeId, NodeId[]>();
  readonly #readers = new Map<NodeId, NodeId[]>();
  readonly #weights: Map<string, readonly NamedWeight[]>;
  readonly #facts: ReadonlyMap<NodeId, NodeAnalysis>;
  readonly #shared: ReadonlySet<NodeId>;
  /** Every node that can run, inputs first. */
  readonly order: readonly NodeId[];

  constructor({ graph, weights }: WeightedGraph) {
    const { nodes, order } = analyzeGraph(graph);
    this.#facts = nodes;
    this.order = order;
    this.#nodes = new Map(graph.nodes.map((node) => [node.id, node]));
    this.#weights = new Map(weights);
    this.#shared = new Set(graph.nodes.flatMap(({ sharesWeightsOf }) => sharesWeightsOf ?? []));
    for (const { source, target } of graph.edges) {
      this.#sources.set(target, [...(this.#sources.get(target) ?? []), source]);
      this.#readers.set(source, [...(this.#readers.get(source) ?? []), target]);
    }
  }

  /** undefined for a node that has become part of another. */
  node(id: NodeId): LayerNode | undefined {
    return this.#nodes.get(id);
  }

  /** What the analysis of the graph as it was says of a node. */
  facts(id: NodeId): NodeAnalysis {
    return present(this.#facts.get(id), `node ${id} has a shape`);
  }

  /** Values of a layer's weight, by Keras's name; undefined where the layer has none of that name. */
  weight({ name }: LayerNode, weightName: string): Float32Array | undefined {
    return this.#weights.get(name)?.find((weight) => weight.name === weightName)?.values;
  }

  weightsOf({ name }: LayerNode): readonly NamedWeight[] {
    return this.#weights.get(name) ?? [];
  }

  /** The node with the one before it, where these two may become one: nobody else reads the first, or uses the weights of either. */
  pairEndingAt(id: NodeId): NeighbourPair | null {
    const last = this.#nodes.get(id);
    const sources = this.#sources.get(id) ?? [];
    const [source] = sources;
    if (last === undefined || source === undefined || sources.length > 1) return null;
    const first = this.#nodes.get(source);
    const readers = this.#readers.get(source) ?? [];
    if (first === undefined || readers.length > 1 || this.sharesWeights(first) || this.sharesWeights(last)) return null;
    return { first, last };
  }

  sharesWeights({ id, sharesWeightsOf }: LayerNode): boolean {
    return sharesWeightsOf !== undefined || this.#shared.has(id);
  }

  /** Puts `layer` in the place of both: it reads what the first read and is known as the last, whose readers read it. */
  merge({ first, last }: NeighbourPair, layer: LayerNode, weights: readonly NamedWeight[]): void {
    this.#nodes.delete(first.id);
    this.#weights.delete(first.name);
    this.#readers.delete(first.id);
    const sources = this.#sources.get(first.id) ?? [];
    this.#sources.delete(first.id);
    this.#sources.set(last.id, sources);
    for (const source of sources) {
      const readers = this.#readers.get(source) ?? [];
      this.#readers.set(
        source,
        readers.map((reader) => (reader === first.id ? last.id : reader)),
      );
    }
    this.replace(last, layer, weights);
  }

  /** Puts `layer` in a node's place, under its name. */
  replace({ id, name, position }: LayerNode, layer: LayerNode, weights: readonly NamedWeight[]): void {
    this.#nodes.set(id, { ...layer, id, name, position });
    this.#weights.set(name, weights);
  }

  result(): WeightedGraph {
    const nodes = [...this.#nodes.values()];
    const edges = nodes.flatMap(({ id }) => (this.#sources.get(id) ?? []).map((source) => ({ source, target: id })));
    return { graph: { nodes, edges }, weights: this.#weights };
  }
}
