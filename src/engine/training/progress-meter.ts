/** Speed and time left of a run, from what it has done so far. */
import type { TrainingProgress } from '#protocol/training.ts';
import type { StepMetrics } from './metric-queue.ts';

export interface RunSize {
  readonly epochs: number;
  readonly steps: number;
}

export class ProgressMeter {
  readonly #size: RunSize;
  #since = performance.now();
  #imagesPerSecond = 0;
  #stepMilliseconds = 0;
  #validationMilliseconds = 0;

  constructor(size: RunSize) {
    this.#size = size;
  }

  /** Starts the clock anew, after a pause or another phase. */
  restart(): void {
    this.#since = performance.now();
  }

  /** Takes note of how long a validation took, to foresee the coming ones. */
  validated(milliseconds: number): void {
    this.#validationMilliseconds = milliseconds;
  }

  /** A report after these batches; `step` counts those done since the run began. */
  report(
    epoch: number,
    step: number,
    batches: readonly StepMetrics[],
    phase: TrainingProgress['phase'],
  ): TrainingProgress {
    const now = performance.now();
    if (batches.length > 0) {
      const elapsed = Math.max(1, now - this.#since);
      const samples = batches.reduce((total, batch) => total + batch.samples, 0);
      const share = this.#stepMilliseconds === 0 ? 1 : 0.3;
      this.#imagesPerSecond += share * ((1000 * samples) / elapsed - this.#imagesPerSecond);
      this.#stepMilliseconds += share * (elapsed / batches.length - this.#stepMilliseconds);
      this.#since = now;
    }
    const { epochs, steps } = this.#size;
    const isMeasured = this.#stepMilliseconds > 0;
    const millisecondsLeft = (steps - step) * this.#stepMilliseconds + (epochs - epoch) * this.#validationMilliseconds;
    return {
      epoch,
      epochs,
      step,
      steps,
      batches: batches.map(({ step, loss, accuracy }) => ({ step, loss, accuracy })),
      imagesPerSecond: this.#imagesPerSecond,
      millisecondsLeft: isMeasured ? millisecondsLeft : Number.POSITIVE_INFINITY,
      phase,
    };
  }
}
