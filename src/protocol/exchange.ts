/** Model files: in from Keras and TensorFlow.js, and out to them and others. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Project } from '#graph/project/project.ts';

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

export type ExportFormat = 'keras' | 'weights-h5' | 'h5' | 'tfjs' | 'onnx' | 'safetensors' | 'train-elsewhere';

export interface ExportRequest {
  /** Chosen by the caller: names the export in events. */
  readonly job: string;
  readonly format: ExportFormat;
  /** Gives the file its name and the program its settings; its graph is what is exported where there is no network yet. */
  readonly project: Project;
  /** Whether a certificate and the programs that check it go along; then the file is a zip of all of them. */
  readonly isCertified: boolean;
}

export interface ExportReport {
  readonly file: Blob;
  readonly fileName: string;
  /** Paths within the file, where it is a zip. */
  readonly contents: readonly string[];
  /** `current`: the weights of the network at hand, trained or opened. `fresh`: there was none, so they follow from the seed. */
  readonly origin: 'current' | 'fresh';
  readonly parameters: number;
  /** What was compared after writing, in sentences. */
  readonly verified: readonly string[];
  /** What is not as on the canvas, in sentences. */
  readonly notes: readonly string[];
  readonly milliseconds: number;
}

export type ExportPhase = 'reading' | 'writing' | 'checking' | 'packing';

export type ExchangeEvent = { readonly type: 'export'; readonly job: string; readonly phase: ExportPhase };

export interface ExchangeEngine {
  /**
   * Writes the network at hand (trained, opened or, where there is none, fresh from the project's seed) as a file, reads the
   * file back and compares layers, weights and answers. Rejects with `export-disagrees`, naming the layer, where these
   * differ, `tfjs-lacks-layers`, and `graph-problem`.
   */
  exportModel(request: ExportRequest): Promise<ExportReport>;
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
