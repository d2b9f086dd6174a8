/** What a run goes on from, who keeps its states, and what is known of it when it has ended. */
import type { BackendReport } from '#protocol/backend.ts';
import type { CheckpointEvent } from '#protocol/checkpoints.ts';
import type { TrainingOutcome } from '#protocol/training.ts';
import type { CheckpointSink, RunState } from './run-state.ts';

export interface RunKeeping {
  /** From its beginning where null. */
  readonly state: RunState | null;
  readonly checkpoints: CheckpointSink | null;
  /** The last state that was captured, to go on from after the loss of a device. */
  latest(): RunState | null;
}

export interface RunResult {
  readonly outcome: TrainingOutcome;
  /** `[steps, 2]`: loss and accuracy of every step. */
  readonly batches: Float64Array;
  readonly milliseconds: number;
  /** What it ran on in the end. */
  readonly report: BackendReport;
}

/** A run that begins afresh, and again from its beginning where the device is lost. */
export function notKept(): RunKeeping {
  return { state: null, checkpoints: null, latest: () => null };
}

export function restored(reason: 'continued' | 'device-lost', state: RunState | null): CheckpointEvent {
  const { step = 0, epochs = [], batches = new Float64Array(0) } = state ?? {};
  return { type: 'run-restored', reason, step, epochs, batches };
}
