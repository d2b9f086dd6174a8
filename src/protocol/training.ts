/** What the engine reports while it trains. Small numbers only; everything big stays in the worker. */

/** Loss and accuracy over some samples. Accuracy is a share, 0..1. */
export interface Metrics {
  readonly loss: number;
  readonly accuracy: number;
}

/** Where a run stands. Sent a few times a second, not once a step. */
export interface TrainingProgress {
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done since the run began, and in all. */
  readonly step: number;
  readonly steps: number;
  /** Batches done since the last report, each with its own step number, loss and accuracy. */
  readonly batches: readonly ({ readonly step: number } & Metrics)[];
  readonly imagesPerSecond: number;
  readonly millisecondsLeft: number;
  readonly phase: 'compiling' | 'training' | 'validating';
}

export interface EpochReport {
  /** 0 for the first. */
  readonly epoch: number;
  /** The last step of this epoch, counted from the run's beginning. */
  readonly step: number;
  readonly training: Metrics;
  /** Absent where nothing is held back for validation. */
  readonly validation?: Metrics;
  readonly learningRate: number;
}

/**
 * How the classes were told apart on the validation samples (on the training samples where none are held back).
 * `counts[actual * classCount + predicted]`.
 */
export interface ConfusionMatrix {
  readonly classNames: readonly string[];
  readonly counts: Uint32Array;
  readonly source: 'validation' | 'training';
  /** The samples behind the counts; absent on a run that was kept, of which only the counts are. */
  readonly judged?: JudgedSamples;
}

/** Of each sample that was judged, at the same place: */
export interface JudgedSamples {
  /** what its data set calls it: its id in the picture library, else its index, */
  readonly ids: Uint32Array;
  /** the class it was of then, */
  readonly actual: Uint16Array;
  /** and the class it was taken for. */
  readonly predicted: Uint16Array;
}

export type TrainingEnd =
  | { readonly kind: 'finished' }
  | { readonly kind: 'stopped' }
  /** Early stopping: no improvement for `patience` epochs. */
  | { readonly kind: 'early-stopped'; readonly bestEpoch: number }
  /** NaN or infinite loss; the weights are those of the last step known to be good. */
  | { readonly kind: 'diverged'; readonly step: number; readonly message: string; readonly remedy: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string; readonly remedy: string };

/** How a run's network does on the test samples, which played no part in the run: what Keras's `evaluate` gives. */
export interface TestScore extends Metrics {
  /** How many were judged: fewer than there are where the run was stopped. */
  readonly samples: number;
}

export interface TrainingOutcome {
  readonly end: TrainingEnd;
  readonly epochs: readonly EpochReport[];
  /** Null where the run ended before there was anything to judge. */
  readonly confusion: ConfusionMatrix | null;
  /** Absent where the data set has no test samples, or nothing could be judged. */
  readonly test?: TestScore | undefined;
}
