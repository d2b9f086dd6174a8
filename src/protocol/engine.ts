/**
 * The engine's interface: all that the rest of the app can ask of the worker, and all that the worker says unasked.
 * Between the two travel only handles, small numbers and transferables. Every call may reject with an `EngineFault`,
 * a plain object, since error classes do not survive the way between threads.
 */
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { AugmentationEngine } from './augmentation.ts';
import type { BackendName, BackendReport, MemoryReport } from './backend.ts';
import type { BenchmarkEngine, BenchmarkEvent } from './benchmark.ts';
import type { CheckpointEvent, CheckpointsEngine } from './checkpoints.ts';
import type { DatasetInfo, SamplePixels } from './dataset.ts';
import type { DetectionEngine } from './detection.ts';
import type { ExchangeEngine, ExchangeEvent } from './exchange.ts';
import type { KernelChoice } from './kernels.ts';
import type { PretrainedEngine, PretrainedEvent } from './pretrained.ts';
import type { ProfileEngine } from './profile.ts';
import type { ProjectEngine, ProjectEvent } from './project.ts';
import type { QualityEngine } from './quality.ts';
import type { RunsEngine, RunsEvent } from './runs.ts';
import type { EpochReport, TrainingOutcome, TrainingProgress } from './training.ts';
import type { TransferEngine, TransferEvent } from './transfer.ts';
import type { WeightsEngine, WeightsEvent } from './weights.ts';

export interface EngineFault {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

export interface TrainingRequest {
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly dataset: string;
  readonly seed: number;
  /**
   * `seed`, the default: fresh weights that follow from the seed. `current`: the weights of the network at hand, for
   * every layer of the same name and shapes; the others get fresh ones.
   */
  readonly start?: 'seed' | 'current';
  /** At most so long between two checkpoints within an epoch; 30 where absent. */
  readonly checkpointSeconds?: number;
}

/** A picture to predict: straight RGBA bytes, as a canvas gives them. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  /** `[height, width, 4]`, 0..255. */
  readonly rgba: Uint8ClampedArray;
}

/** Where a picture comes from, which decides how it is made to look like the training data. */
export type PictureKind = 'drawing' | 'photo';

export interface Prediction {
  /** By class, in the data set's order. */
  readonly probabilities: Float32Array;
  readonly classNames: readonly string[];
  /** The picture as the network saw it, before any Rescaling layer of its own. */
  readonly seen: Picture;
  readonly milliseconds: number;
}

export type EngineEvent =
  | { readonly type: 'backend'; readonly report: BackendReport }
  /** The GPU went away. The engine is restarting on what is left, or `isFinal`: nothing was. */
  | { readonly type: 'backend-lost'; readonly reason: string; readonly isFinal: boolean }
  /** WebGPU reported an error while no run was under way; one that is under way fails with it. */
  | { readonly type: 'gpu-error'; readonly message: string }
  /** Shaders compiling ahead of the first step; `total` may grow. */
  | { readonly type: 'compiling'; readonly done: number; readonly total: number }
  /** Kernels being measured on a graphics card that has not run their shapes before. */
  | { readonly type: 'tuning'; readonly done: number; readonly total: number }
  /** Pictures of a data set being decoded, at its first opening and for those that came since. */
  | { readonly type: 'dataset-progress'; readonly dataset: string; readonly done: number; readonly total: number }
  | { readonly type: 'progress'; readonly progress: TrainingProgress }
  | { readonly type: 'epoch'; readonly report: EpochReport }
  | WeightsEvent
  | PretrainedEvent
  | TransferEvent
  | CheckpointEvent
  | BenchmarkEvent
  | RunsEvent
  | ProjectEvent
  | ExchangeEvent;

export interface Engine {
  /** Hears every event from now on. One listener, set once, for the engine's whole life. */
  listen(listener: (event: EngineEvent) => void): Promise<void>;

  /** Climbs down the ladder WebGPU → WebGL → CPU, or begins at `first`, and stands on the first rung that holds. */
  start(first?: BackendName): Promise<BackendReport>;

  /** Loads a data set if it is not loaded yet, or, one of the library, if it has changed since. */
  openDataset(id: string): Promise<DatasetInfo>;

  /** Pixels of the samples at these indices of the data set. */
  samples(dataset: string, indices: readonly number[]): Promise<SamplePixels>;

  /**
   * Builds the graph anew and trains it, with checkpoints on the way; what comes of it is kept among the `runs`. Goes on by
   * itself after the loss of a graphics card. Resolves when the run has ended, however it ended.
   */
  train(request: TrainingRequest): Promise<TrainingOutcome>;

  /** Takes effect within one step; resolves when the run stands still. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the run within one step, keeping its weights; `train` then resolves. */
  stop(): Promise<void>;

  /** Asks the network that was trained last. Rejects with `no-trained-network` where there is none. */
  predict(picture: Picture, kind: PictureKind): Promise<Prediction>;

  readonly checkpoints: CheckpointsEngine;
  readonly runs: RunsEngine;
  readonly weights: WeightsEngine;
  readonly pretrained: PretrainedEngine;
  readonly transfer: TransferEngine;
  readonly exchange: ExchangeEngine;
  readonly project: ProjectEngine;
  readonly detection: DetectionEngine;
  readonly quality: QualityEngine;

  readonly augmentation: AugmentationEngine;

  readonly profile: ProfileEngine;
  readonly benchmark: BenchmarkEngine;
  memory(): Promise<MemoryReport>;

  /** The kernel choices measured on this device so far; none where nothing was measured, as off WebGPU. */
  kernelChoices(): Promise<readonly KernelChoice[]>;
  /** Forgets them, here and between visits: the next run measures again. */
  clearKernelChoices(): Promise<void>;
  /** Whether kernels of 16 bits may serve from now on; until it is called, they may not. */
  allowHalfKernels(isAllowed: boolean): Promise<void>;
  /** Whether the device at hand has arithmetic of 16 bits at all. */
  hasHalfKernels(): Promise<boolean>;

  /** Destroys the GPU device on purpose, as a driver crash would: for tests and for the curious. */
  loseDevice(): Promise<void>;
}
