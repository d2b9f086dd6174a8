/** The graph of a model while it is opened: nodes under names that are free, and what there is to say about them. */
import * as v from 'valibot';
import { analyzeGraph } from '../analyze.ts';
import { stackRows } from '../layout.ts';
import type { Edge, LayerNode, ModelGraph, NodeId } from '../model-graph.ts';
import { layerNodeSchema } from '../model-graph-schema.ts';
import { createIdSource } from '../names.ts';
import { maxLayers, modelFault } from './keras-records.ts';

export interface NewNode {
  readonly name: string;
  readonly type: LayerNode['type'];
  readonly config: Readonly<Record<string, unknown>>;
  readonly trainable?: boolean;
  readonly block?: string | undefined;
  readonly sharesWeightsOf?: NodeId | undefined;
  /** JSON texts by Keras's names. */
  readonly kept?: Readonly<Record<string, string>>;
}

const maxNameLength = 190;

export class GrowingGraph {
  readonly #source: string;
  readonly #nodes: LayerNode[] = [];
  readonly #edges: Edge[] = [];
  readonly #names = new Set<string>();
  readonly #freshId = createIdSource({ nodes: [], edges: [] });
  readonly #notes = new Set<string>();
  readonly #unused = new Map<string, string[]>();

  constructor(source: string) {
    this.#source = source;
  }

  add(
    { name, trainable = true, block, sharesWeightsOf, kept = {}, ...rest }: NewNode,
    sources: readonly NodeId[],
  ): NodeId {
    if (this.#nodes.length >= maxLayers) throw modelFault(this.#source, `it has more than ${maxLayers} layers`);
    const id = this.#freshId();
    const node = {
      id,
      name: this.#freeName(name),
      ...rest,
      trainable,
      ...(sharesWeightsOf === undefined ? {} : { sharesWeightsOf }),
      ...(Object.keys(kept).length === 0 ? {} : { kept }),
      ...(block === undefined ? {} : { block: block.slice(0, maxNameLength) }),
      position: { x: 0, y: 0 },
    };
    this.#nodes.push(v.parse(layerNodeSchema, node));
    this.#edges.push(...sources.map((source) => ({ source, target: id })));
    return id;
  }

  /** A sentence about the model as a whole, said once. */
  note(sentence: string): void {
    this.#notes.add(sentence);
  }

  /** A setting of a layer that says nothing here; what becomes of it completes the sentence "… of conv". */
  tellUnused(setting: string, layer: string, fate: string): void {
    const told = JSON.stringify([setting, fate]);
    const layers = this.#unused.get(told);
    if (layers) layers.push(layer);
    else this.#unused.set(told, [layer]);
  }

  isRead(id: NodeId): boolean {
    return this.#edges.some(({ source }) => source === id);
  }

  get notes(): readonly string[] {
    const unused = [...this.#unused].map(([told, layers]) => {
      const [setting, fate]: readonly string[] = JSON.parse(told);
      const [first, ...others] = layers;
      return `${setting} of ${first}${others.length === 0 ? '' : ` and ${others.length} more`} ${fate}.`;
    });
    return [...this.#notes, ...unused];
  }

  /** The whole graph, laid out; only layers that have weights share any. */
  build(): ModelGraph {
    const graph = { nodes: this.#nodes, edges: this.#edges };
    if (this.#nodes.every(({ sharesWeightsOf }) => sharesWeightsOf === undefined)) return stackRows(graph);
    const { nodes: facts } = analyzeGraph(graph);
    const isWeightless = (id: NodeId) => facts.get(id)?.weights.length === 0;
    const nodes = this.#nodes.map((node) => {
      const { sharesWeightsOf, ...rest } = node;
      return sharesWeightsOf !== undefined && isWeightless(sharesWeightsOf) ? rest : node;
    });
    return stackRows({ ...graph, nodes });
  }

  #freeName(wished: string): string {
    const name = wished.slice(0, maxNameLength);
    let free = name;
    for (let number = 2; this.#names.has(free); number++) free = `${name}_${number}`;
    this.#names.add(free);
    return free;
  }
}
