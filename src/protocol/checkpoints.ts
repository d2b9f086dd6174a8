/** Runs that were broken off, and how they go on. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { EpochReport, TrainingOutcome } from './training.ts';

/** A run that neither ended nor is under way anywhere, as its newest readable checkpoint has it. */
export interface InterruptedRun {
  readonly run: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** The epoch under way, 0 for the first. */
  readonly epoch: number;
  /** Steps done since the run began. */
  readonly step: number;
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly dataset: { readonly id: string; readonly name: string };
  readonly seed: number;
  /** Newer checkpoints that turned out damaged and were passed over, by their files' names. */
  readonly damaged: readonly string[];
}

export interface CheckpointsEngine {
  /** The run to offer Continue for; null where there is none. */
  interrupted(): Promise<InterruptedRun | null>;
  /**
   * Goes on from the run's newest readable checkpoint; resolves when the run has ended, as `train` does. Rejects with
   * `no-checkpoint`, or with `dataset-changed` where the data set is not the one that the run began with.
   */
  resume(run: string): Promise<TrainingOutcome>;
  /** Deletes a run's checkpoints. */
  discard(run: string): Promise<void>;
}

export type CheckpointEvent =
  /** The run under way goes on from here: after Continue, or after the graphics card was lost. */
  | {
      readonly type: 'run-restored';
      readonly reason: 'continued' | 'device-lost';
      readonly step: number;
      readonly epochs: readonly EpochReport[];
      /** `[step, 2]`: loss and accuracy of every step done. */
      readonly batches: Float64Array;
    }
  /** Not every failure is told: after one, the next comes only when a checkpoint has succeeded in between. */
  | { readonly type: 'checkpoint-failed'; readonly message: string; readonly remedy: string }
  | {
      readonly type: 'checkpoint-saved';
      readonly step: number;
      readonly bytes: number;
      /** How long the steps stood still for it, and how long it took in all. */
      readonly blockedMilliseconds: number;
      readonly milliseconds: number;
    };
