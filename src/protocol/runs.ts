/** Every run that has ended, kept until a person deletes it. */
import type { RunRecord } from '#graph/training/run-schemas.ts';
import type { TrainingOutcome } from './training.ts';

export interface RunCurve {
  readonly run: string;
  /** `[points, 3]`: step, loss and accuracy, thinned out where there were many. */
  readonly batches: Float64Array;
  readonly outcome: TrainingOutcome;
}

export interface RunsEngine {
  /** The newest first. */
  list(): Promise<readonly RunRecord[]>;
  /** What a run measured. Rejects with `no-such-run`. */
  curve(run: string): Promise<RunCurve>;
  rename(run: string, name: string): Promise<void>;
  annotate(run: string, note: string): Promise<void>;
  /** Out of sight at once, and deleted for good in a later visit; until then `bringBack` undoes it. */
  remove(run: string): Promise<void>;
  bringBack(run: string): Promise<void>;
  /** Deletes a run's weights and keeps the rest. */
  removeWeights(run: string): Promise<void>;
  /**
   * Makes the run's network with its weights the current one, which Try it asks. Rejects with `no-such-run`,
   * `no-run-weights`, `file-damaged` and `already-training`.
   */
  adopt(run: string): Promise<void>;
}

/** The list of runs has changed. */
export type RunsEvent = { readonly type: 'runs-changed' };
