/** The engine's own kernels against TensorFlow.js's on this device: single kernels, and whole training steps. */

/** `stride`: the engine's programs as they serve. `stock`: TensorFlow.js's alone. */
export type BenchmarkSide = 'stride' | 'stock';

/** `lecture`: the lecture's network alone. `whole`: the shapes of published networks and every template besides. */
export type BenchmarkScope = 'lecture' | 'whole';

export interface BenchmarkRequest {
  readonly scope: BenchmarkScope;
  /**
   * Whether steps are timed on TensorFlow.js's WebGL backend, too. For an engine that is thrown away afterwards: what
   * WebGL takes is not given back, and other calls of the engine would meet it meanwhile.
   */
  readonly withWebgl: boolean;
}

export interface BenchmarkRow {
  readonly kind: 'kernel' | 'step';
  /** `Lecture CNN`, `VGG16`. */
  readonly network: string;
  /** `conv2 weight gradient`, `training step, Adam`. */
  readonly name: string;
  readonly batch: number;
  /** Median milliseconds of one call. Both sides took turns. */
  readonly milliseconds: Readonly<Record<BenchmarkSide, number>>;
  /** How often each side was timed. */
  readonly rounds: number;
  /** Floating-point operations of one call, a multiply-add being two; 0 where the kernel has none to speak of. */
  readonly flops: number;
  /** Of a step: GPU programs run, and milliseconds in which JavaScript was busy with it. */
  readonly step?: Readonly<Record<BenchmarkSide, { readonly dispatches: number; readonly scriptMilliseconds: number }>>;
  /** Of a step: the median on TensorFlow.js's WebGL backend, timed right behind the others; absent where it was not. */
  readonly webglMilliseconds?: number;
}

export interface BenchmarkReport {
  readonly adapter: string;
  /** True where WebGPU runs on the processor: the figures then say nothing about graphics cards. */
  readonly isSoftware: boolean;
  readonly rows: readonly BenchmarkRow[];
  /** Cases that were not measured, and why. */
  readonly omitted: readonly { readonly name: string; readonly reason: string }[];
  /** False where it was stopped before its end. */
  readonly isComplete: boolean;
}

export type BenchmarkEvent = {
  readonly type: 'benchmark';
  /** What is being measured now. */
  readonly current: string;
  /** The share of the work that is done, 0..1. */
  readonly done: number;
  /** Null until there is something to reckon from. */
  readonly millisecondsLeft: number | null;
  /** The measurement that has just ended. */
  readonly row: BenchmarkRow | null;
};

export interface BenchmarkEngine {
  /**
   * Measures; tensors and kernels are afterwards as they were before. Rejects with `benchmark-unavailable` where the
   * engine does not stand on WebGPU, and with `already-training` while a run is under way.
   */
  run(request: BenchmarkRequest): Promise<BenchmarkReport>;
  /** Ends the measuring behind the call under way; `run` then resolves with what there is. */
  stop(): Promise<void>;
}
