/**
 * A run in the middle, in ordinary memory: with its request, all that the rest of the run follows from. Random numbers
 * need no state of their own: shuffles follow from (seed, epoch), masks and augmentation from (seed, step or epoch, sample).
 */
import type { EpochReport } from '#protocol/training.ts';
import type { LayerWeights } from '../layer-weights.ts';

/** What early stopping remembers. */
export interface StoppingState {
  /** The best score so far, higher being better; null before the first validation. */
  readonly best: number | null;
  /** Epochs since the best one. */
  readonly waited: number;
  readonly bestEpoch: number;
  /** Null where they are not to be restored. */
  readonly bestWeights: LayerWeights | null;
}

export interface RunState {
  /** Steps done. */
  readonly step: number;
  /** `[step, 2]`: loss and accuracy of every step done. */
  readonly batches: Float64Array;
  /** Of every epoch that is over, its validation included. */
  readonly epochs: readonly EpochReport[];
  readonly weights: LayerWeights;
  /** What the optimizer keeps: a list a kind of slot, in it the slots of all variables one behind the other. */
  readonly slots: readonly Float32Array[];
  /** Null where there is no early stopping. */
  readonly stopping: StoppingState | null;
  /** How long the run has taken so far. */
  readonly milliseconds: number;
}

/** When a run may be captured: between two steps, at the end of an epoch, and when it is paused. */
export type CaptureMoment = 'step' | 'epoch' | 'pause';

/** Who keeps a run's states. A run never waits for it. */
export interface CheckpointSink {
  isDue(moment: CaptureMoment): boolean;
  /** Takes a state that is being read from the device; null where the run ended badly meanwhile. */
  take(state: Promise<RunState | null>): void;
}
