/**
 * The model graph: layers as nodes, tensors as edges. A directed acyclic graph with any number of inputs and outputs;
 * an output is a node that nobody reads. The order of `edges` is meaningful: a node's inputs come in the order in
 * which its incoming edges stand. Values are immutable; every edit makes a new graph (`edits/`).
 */
import type { LayerConfig, LayerType } from './layers/index.ts';

export type NodeId = string & { readonly __brand: 'NodeId' };

export interface Position {
  /** Canvas units, the node's upper left corner, x to the right and y down. */
  readonly x: number;
  readonly y: number;
}

interface NodeOf<Type extends LayerType> {
  readonly id: NodeId;
  /** Keras's layer name, unique in the graph: `conv2d_1`. */
  readonly name: string;
  readonly type: Type;
  readonly config: LayerConfig<Type>;
  /** Whether training changes this layer's weights. */
  readonly trainable: boolean;
  /** How many times the run's learning rate this layer learns at; the same rate where absent. */
  readonly learningRateMultiplier?: number;
  /** Keras's settings of an opened layer that say nothing here, by Keras's names, each as JSON: exports have them again. */
  readonly kept?: Readonly<Record<string, string>>;
  /**
   * The layer whose weights this one uses: one layer of Keras's, called a second time. Always of the same type and settings,
   * and never one that shares weights itself.
   */
  readonly sharesWeightsOf?: NodeId;
  /** The named block that the layer belongs to, which the canvas can collapse: `conv4_block2`. */
  readonly block?: string;
  readonly position: Position;
}

export type LayerNode = { [Type in LayerType]: NodeOf<Type> }[LayerType];

export interface Edge {
  readonly source: NodeId;
  readonly target: NodeId;
}

export interface ModelGraph {
  readonly nodes: readonly LayerNode[];
  readonly edges: readonly Edge[];
}

export const emptyGraph: ModelGraph = { nodes: [], edges: [] };
