/** Transfer learning: a small head learns new classes from what a trained network sees in pictures. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingOutcome } from './training.ts';

/** The network whose features are built upon. */
export type TransferBase =
  /** The backbone of the embedded detector: there without a network connection. */
  | { readonly kind: 'embedded' }
  /** One of the zoo, by its name; its weights are fetched where they are not kept. */
  | { readonly kind: 'zoo'; readonly network: string };

export interface TransferHead {
  readonly pooling: 'Flatten' | 'GlobalAveragePooling2D';
  /** Units of the hidden Dense layer. */
  readonly units: number;
}

export interface TransferRequest {
  /** Names the work in events and for `weights.cancel`. */
  readonly job: string;
  readonly dataset: string;
  readonly base: TransferBase;
  /** Pixels on each side of the pictures that the base reads. */
  readonly inputSize: number;
  readonly head: TransferHead;
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
  /**
   * Computes the base's features of every picture once, trains a head on them, and makes both together the network at
   * hand. The head's training is told by `progress` and `epoch`; `stop` ends it and the computing alike. Rejects with what
   * opening a data set and fetching weights can say, and `already-training`.
   */
  train(request: TransferRequest): Promise<TransferResult>;
}
