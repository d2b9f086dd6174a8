/** What a run has measured so far: every step's loss and accuracy, every epoch's report. */
import type { EpochReport, Metrics } from '#protocol/training.ts';
import { meanOf, type StepMetrics } from './metric-queue.ts';
import type { RunState } from './run-state.ts';

export interface EpochSize {
  readonly samples: number;
  readonly batchSize: number;
}

export class RunHistory {
  readonly #size: EpochSize;
  readonly #epochs: EpochReport[];
  /** `[capacity, 2]`, doubled when it is full. */
  #batches: Float64Array;
  #count: number;

  constructor(size: EpochSize, before: Pick<RunState, 'batches' | 'epochs'> | null) {
    this.#size = size;
    this.#epochs = [...(before?.epochs ?? [])];
    this.#batches = before?.batches.slice() ?? new Float64Array(256);
    this.#count = before === null ? 0 : before.batches.length / 2;
  }

  get epochs(): readonly EpochReport[] {
    return this.#epochs;
  }

  /** Steps whose loss is known. */
  get count(): number {
    return this.#count;
  }

  get stepsPerEpoch(): number {
    return Math.ceil(this.#size.samples / this.#size.batchSize);
  }

  /** Takes the steps that follow those it knows. */
  push(steps: readonly StepMetrics[]): void {
    for (const { loss, accuracy } of steps) {
      if (2 * this.#count + 2 > this.#batches.length) {
        const grown = new Float64Array(Math.max(256, 2 * this.#batches.length));
        grown.set(this.#batches);
        this.#batches = grown;
      }
      this.#batches[2 * this.#count] = loss;
      this.#batches[2 * this.#count + 1] = accuracy;
      this.#count++;
    }
  }

  pushEpoch(report: EpochReport): void {
    this.#epochs.push(report);
  }

  /** The mean over an epoch's samples, as far as its steps are known. */
  meanOfEpoch(epoch: number): Metrics {
    const { samples, batchSize } = this.#size;
    const first = epoch * this.stepsPerEpoch;
    const last = Math.min(this.#count, first + this.stepsPerEpoch);
    const steps = Array.from({ length: Math.max(0, last - first) }, (_, place): StepMetrics => {
      const step = first + place;
      return {
        step,
        samples: Math.min(batchSize, samples - place * batchSize),
        loss: this.#batches[2 * step] ?? Number.NaN,
        accuracy: this.#batches[2 * step + 1] ?? Number.NaN,
      };
    });
    return meanOf(steps);
  }

  /** `[steps, 2]`: loss and accuracy of the first steps. */
  batchesUntil(steps: number): Float64Array {
    return this.#batches.slice(0, 2 * steps);
  }
}
