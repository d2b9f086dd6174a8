/** Timing of work on a WebGPU device. Candidates take turns, so that a busy machine slows all of them alike. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';

export interface Candidate {
  /** Makes the candidate the one that runs, outside the time measured. */
  readonly prepare: () => void;
  /** Records the work; what it returns is given to `release` once the GPU is done. */
  readonly run: () => unknown;
  readonly release?: (output: unknown) => void;
}

/** Waits until the GPU has done everything that tfjs has recorded. */
export async function finishWork(backend: WebGPUBackend): Promise<void> {
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  await backend.device.queue.onSubmittedWorkDone();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/**
 * Median milliseconds of each candidate from `repeats` rounds, after one round that compiles and is not counted.
 *
 * @param budget milliseconds after which no further round begins; at least two are counted
 */
export async function measureInTurns(
  backend: WebGPUBackend,
  candidates: readonly Candidate[],
  { repeats, budget }: { readonly repeats: number; readonly budget: number },
): Promise<number[]> {
  const times = candidates.map(() => [] as number[]);
  const begun = performance.now();
  for (let round = 0; round <= repeats; round++) {
    if (round > 2 && performance.now() - begun > budget) break;
    for (const [index, { prepare, run, release }] of candidates.entries()) {
      prepare();
      await finishWork(backend);
      const start = performance.now();
      const output = run();
      await finishWork(backend);
      if (round > 0) times[index]?.push(performance.now() - start);
      release?.(output);
    }
  }
  return times.map(median);
}
