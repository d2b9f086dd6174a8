/** Decides when losses are read, and keeps a reading from holding up the steps. */
import type * as tf from '@tensorflow/tfjs';
import { MetricQueue, type StepMetrics } from './metric-queue.ts';

/** Readings lie at least so far apart, so that there are at most four a second. */
const intervalMilliseconds = 250;

export class LossReader {
  readonly #queue = new MetricQueue();
  readonly #onRead: (steps: readonly StepMetrics[]) => void;
  readonly #onFailure: (reason: unknown) => void;
  #reading: Promise<void> | null = null;
  #lastStart = performance.now();

  constructor(onRead: (steps: readonly StepMetrics[]) => void, onFailure: (reason: unknown) => void) {
    this.#onRead = onRead;
    this.#onFailure = onFailure;
  }

  /** Whether the step that is about to run should end in a reading. */
  get isDue(): boolean {
    return this.#reading === null && performance.now() - this.#lastStart >= intervalMilliseconds;
  }

  push(step: number, samples: number, metrics: tf.Tensor1D): void {
    this.#queue.push(step, samples, metrics);
  }

  /** Begins to read all that was pushed; `onFinite` is called where every loss is a finite number, else `onOther`. */
  start(onFinite: () => void, onOther: () => void): void {
    this.#lastStart = performance.now();
    this.#reading = this.#queue
      .read()
      .then((steps) => {
        if (steps.every(({ loss }) => Number.isFinite(loss))) onFinite();
        else onOther();
        this.#onRead(steps);
      })
      .catch((reason: unknown) => {
        onOther();
        this.#onFailure(reason);
      })
      .finally(() => {
        this.#reading = null;
      });
  }

  /** Reads everything that is left and waits for it. */
  async flush(): Promise<void> {
    await this.#reading;
    this.#onRead(await this.#queue.read());
  }

  dispose(): void {
    this.#queue.dispose();
  }
}
