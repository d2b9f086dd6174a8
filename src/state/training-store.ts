/**
 * The run under way, or the last one. Charts read `batches` and `epochs`; they grow by whole new arrays a few times a
 * second, never once a step.
 */
import { createStore } from 'zustand/vanilla';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { EpochReport, Metrics, TrainingOutcome, TrainingProgress } from '#protocol/training.ts';

export type RunPhase = 'idle' | 'compiling' | 'running' | 'paused' | 'stopping' | 'ended';

export interface TrainingState {
  readonly phase: RunPhase;
  readonly progress: TrainingProgress | null;
  /** Shaders compiled ahead of the first step. */
  readonly compiling: { readonly done: number; readonly total: number } | null;
  /** Kernels measured before the first step, on a graphics card new to the network's shapes. */
  readonly tuning: { readonly done: number; readonly total: number } | null;
  readonly batches: readonly ({ readonly step: number } & Metrics)[];
  readonly epochs: readonly EpochReport[];
  readonly outcome: TrainingOutcome | null;
  /** The network that was trained; differs from the document's once that is edited. */
  readonly trainedGraph: ModelGraph | null;
  /** The data set that the run trains on; null where none has run since the start. */
  readonly dataset: string | null;
}

export const idleTraining: TrainingState = {
  phase: 'idle',
  progress: null,
  compiling: null,
  tuning: null,
  batches: [],
  epochs: [],
  outcome: null,
  trainedGraph: null,
  dataset: null,
};

export type TrainingStore = ReturnType<typeof createTrainingStore>;

export function createTrainingStore() {
  return createStore<TrainingState>()(() => idleTraining);
}

export function isUnderWay(phase: RunPhase): boolean {
  return phase === 'compiling' || phase === 'running' || phase === 'paused' || phase === 'stopping';
}
