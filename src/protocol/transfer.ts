/** Transfer learning: a small head learns new classes from what a trained network sees in pictures. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingOutcome } from './training.ts';

/** The network whose features are built upon. */
export type TransferBase =
  /** The backbone of the embedded detector: there without a network connection. */
  | { readonly kind: 'embedded' }
  /** One of the zoo, by its name; its weights are fetched where they are not kept. */
  | { readonly kind: 'zoo'; readonly network: string };

/** What stands behind the base. */
export type TransferHead =
  | {
      readonly kind: 'standard';
      readonly pooling: 'Flatten' | 'GlobalAveragePooling2D';
      /** Units of the hidden Dense layer. */
      readonly units: number;
    }
  /** All that reads the base in this graph, which holds a base with its head as `plan` gives them. */
  | { readonly kind: 'drawn'; readonly graph: ModelGraph };

export interface BaseChoice {
  readonly base: TransferBase;
  /** Pixels on each side of the pictures that the base reads. */
  readonly inputSize: number;
  readonly head: TransferHead;
}

export interface PlanRequest extends BaseChoice {
  /** Of the data set's pictures: `[height, width, channels]`. */
  readonly sampleShape: readonly [number, number, number];
  readonly classCount: number;
}

export interface TransferPlan {
  /** Base, frozen, and head as one graph. */
  readonly graph: ModelGraph;
  /** The features that lie on this computer for this base and size, of whatever data set. */
  readonly kept: { readonly pictures: number; readonly bytes: number };
}

/** Features of a base that lie on this computer, of the pictures of whatever data sets. */
export interface KeptFeatureSet {
  readonly id: string;
  readonly base: TransferBase;
  readonly inputSize: number;
  /** The base's layer that they are read from. */
  readonly layer: string;
  /** Whether the base's weights came from 16 bits a number. */
  readonly isHalfPrecision: boolean;
  readonly pictures: number;
  /** On the disk. */
  readonly bytes: number;
}

export interface BaseRequest extends BaseChoice {
  /** Names the work in events and for `weights.cancel`. */
  readonly job: string;
  readonly dataset: string;
}

export interface TransferRequest extends BaseRequest {
  readonly epochs: number;
  readonly learningRate: number;
  readonly seed: number;
}

export interface TransferResult {
  /** Base and head as one graph, the base frozen; null where the work ended before the head was trained. */
  readonly graph: ModelGraph | null;
  readonly outcome: TrainingOutcome;
  readonly features: {
    /** Pictures that the base looked at now, and those whose features were kept. */
    readonly computed: number;
    readonly reused: number;
    readonly milliseconds: number;
    /** That the base takes for a picture, measured; null where it looked at too few now. */
    readonly millisecondsEach: number | null;
  };
}

export type TransferEvent =
  | { readonly type: 'transfer'; readonly job: string; readonly stage: 'base' }
  | {
      readonly type: 'transfer';
      readonly job: string;
      readonly stage: 'features';
      readonly done: number;
      readonly total: number;
      readonly millisecondsLeft: number;
    };

export interface TransferEngine {
  /** The network that the choice leads to, without fetching or computing anything. Rejects with `head-does-not-fit`. */
  plan(request: PlanRequest): Promise<TransferPlan>;
  /**
   * Fetches the base and makes it, frozen and with the head behind it, the network at hand; a head that was trained behind
   * the same base keeps its weights. Rejects with what opening a data set and fetching weights can say, `already-training`,
   * `network-too-large` before anything is fetched, and `head-does-not-fit`.
   */
  prepare(request: BaseRequest): Promise<ModelGraph>;
  /**
   * Computes the base's features of every picture once, trains a head on them, and makes both together the network at
   * hand. The head's training is told by `progress` and `epoch`; `stop` ends it and the computing alike. Rejects as
   * `prepare` does.
   */
  train(request: TransferRequest): Promise<TransferResult>;
  /** The features that are kept, the largest first. */
  features(): Promise<readonly KeptFeatureSet[]>;
  /** They are computed again when they are wanted. Rejects with `already-training`: a run may be reading them. */
  removeFeatures(ids: readonly string[]): Promise<void>;
}
