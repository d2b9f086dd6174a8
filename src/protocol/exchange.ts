/** Model files: in from Keras and TensorFlow.js. */
import type { ModelGraph } from '#graph/model-graph.ts';

/** A layer of an opened file that Stride lacks. */
export interface MissingLayerReport {
  readonly name: string;
  readonly className: string;
  /** Completes "Stride cannot run it: …". */
  readonly reason: string;
}

/** What a model file holds, before anything is replaced. Its weights stay with the engine. */
export interface OpenedModelReport {
  /** Names what was opened for `adoptModel` and `forgetModel`. */
  readonly id: string;
  /** The model's own name. */
  readonly name: string;
  readonly graph: ModelGraph;
  /** Numbers in all weights that the graph asks for. */
  readonly parameters: number;
  readonly hasWeights: boolean;
  /** What is not as the file says, in sentences. */
  readonly notes: readonly string[];
  readonly unknownLayers: readonly MissingLayerReport[];
}

export interface ExchangeEngine {
  /**
   * Reads a `.keras`, an `.h5`, Keras 2 or 3 JSON, or a TensorFlow.js `model.json` with its shards among `companions`. Only the
   * model that was opened last is held. Rejects with `unreadable-file`, `unreadable-model` or `weights-do-not-fit`.
   */
  openModel(file: File, companions: readonly File[]): Promise<OpenedModelReport>;
  /**
   * Makes the opened weights those of the network at hand: Try it, the exports and training from the current weights use
   * them. `graph` is the opened one, or what became of it; layers of other names or shapes get new weights. Classes are those of `dataset` where their
   * number fits. Rejects with `no-opened-model`, `graph-problem` and `already-training`.
   */
  adoptModel(id: string, graph: ModelGraph, dataset: string): Promise<void>;
  /** Frees what was held of the file. */
  forgetModel(id: string): Promise<void>;
}
