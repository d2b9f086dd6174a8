/** Where the time of one training step goes, layer by layer, and what the device could do at best. */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';

/** `update`: the optimizer's step. `rest`: gathering the batch, and what stands between layers. */
export type StepPart = 'forward' | 'backward' | 'loss' | 'update' | 'rest';

export interface ProfileRow {
  /** The layer's name; null for what belongs to none. */
  readonly layer: string | null;
  readonly part: StepPart;
  readonly milliseconds: number;
  /** GPU programs run; 0 where the clock of the processor measured. */
  readonly dispatches: number;
  /** Floating-point operations for the batch, by the layer's arithmetic; 0 where it has none. */
  readonly flops: number;
  /** Bytes that have to be read and written at least: inputs, outputs and weights. */
  readonly bytes: number;
}

export interface StepProfile {
  readonly rows: readonly ProfileRow[];
  readonly batchSize: number;
  /** Whether the graphics card's own clock measured each program, or the processor's clock each layer. */
  readonly clock: 'gpu' | 'cpu';
  /** The best measured on this device: of a large matrix product, a copy of a large tensor, and the layers themselves. */
  readonly peak: { readonly flopsPerSecond: number; readonly bytesPerSecond: number };
}

export interface ProfileRequest {
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly dataset: string;
  readonly seed: number;
}

export interface ProfileEngine {
  /**
   * Runs a few training steps of a copy of the network and measures them. Rejects with `already-training` while a run
   * is under way, and with `profile-unavailable` where the backend has no clock for it.
   */
  step(request: ProfileRequest): Promise<StepProfile>;
}
