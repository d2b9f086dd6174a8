/** The benchmark of this device: under way, or what it measured last. */
import { createStore } from 'zustand/vanilla';
import type { BenchmarkReport, BenchmarkRow, BenchmarkScope } from '#protocol/benchmark.ts';
import type { Engine, EngineFault } from '#protocol/engine.ts';

export interface BenchmarkProgress {
  /** Empty until the first measurement. */
  readonly current: string;
  /** 0..1. */
  readonly done: number;
  readonly millisecondsLeft: number | null;
}

export interface BenchmarkState {
  readonly phase: 'idle' | 'running' | 'stopping';
  readonly scope: BenchmarkScope;
  readonly progress: BenchmarkProgress;
  /** What has been measured so far. */
  readonly rows: readonly BenchmarkRow[];
  /** Of the last benchmark that ended; null before, and while one is under way. */
  readonly report: BenchmarkReport | null;
  readonly fault: EngineFault | null;
  /** What measures, while it does. */
  readonly engine: Engine | null;
}

export const noProgress: BenchmarkProgress = { current: '', done: 0, millisecondsLeft: null };

export type BenchmarkStore = ReturnType<typeof createBenchmarkStore>;

export function createBenchmarkStore() {
  return createStore<BenchmarkState>()(() => ({
    phase: 'idle',
    scope: 'lecture',
    progress: noProgress,
    rows: [],
    report: null,
    fault: null,
    engine: null,
  }));
}
