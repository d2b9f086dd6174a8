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
    this.#follow(
      this.#queue.read().then((steps) => {
        if (steps.every(({ loss }) => Number.isFinite(loss))) onFinite();
        else onOther();
        this.#onRead(steps);
      }),
      onOther,
    );
  }

  /** Reads what was pushed so far, without holding up the steps that follow; resolves when it was heard or has failed. */
  settle(): Promise<void> {
    const before = this.#reading ?? Promise.resolve();
    return this.#follow(before.then(async () => this.#onRead(await this.#queue.read())));
  }

  #follow(reading: Promise<void>, onFailure?: () => void): Promise<void> {
    const followed = reading
      .catch((reason: unknown) => {
        onFailure?.();
        this.#onFailure(reason);
      })
      .finally(() => {
        if (this.#reading === followed) this.#reading = null;
      });
    this.#reading = followed;
    return followed;
  }

  /** Reads everything that is left and waits for it. */
  async flush(): Promise<void> {
    while (this.#reading !== null) await this.#reading;
    this.#onRead(await this.#queue.read());
  }

  dispose(): void {
    this.#queue.dispose();
  }
}
