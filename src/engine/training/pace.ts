/**
 * Keeps the device's queue short: steps are submitted ahead of the device, but no more than it does in about 200 ms, so
 * that Stop and Pause mean now and a prediction does not wait in line.
 */
import type * as tf from '@tensorflow/tfjs';

/** How much work may wait on the device, in milliseconds. */
const depthMilliseconds = 200;
const maxInFlight = 64;

/** Resolves when the device has done all that was submitted before; null where nothing runs ahead. */
export type Fence = ((latest: tf.Tensor) => Promise<unknown>) | null;

export class Pace {
  readonly #fence: Fence;
  #inFlight: Promise<unknown>[] = [];
  #lastDone = performance.now();
  #stepMilliseconds = Number.POSITIVE_INFINITY;

  constructor(fence: Fence) {
    this.#fence = fence;
  }

  /** After a step was submitted: waits while more are under way than the device does in time. */
  async submitted(latest: tf.Tensor): Promise<void> {
    if (this.#fence === null) return;
    const done = this.#fence(latest);
    // Whoever waits hears of a failure; one that nobody waits for any more must not count as unhandled.
    done.catch(() => undefined);
    this.#inFlight.push(done);
    const allowed = Math.min(maxInFlight, Math.max(1, Math.floor(depthMilliseconds / this.#stepMilliseconds)));
    while (this.#inFlight.length >= allowed) await this.#oldest();
  }

  /** Waits for everything under way. */
  async drain(): Promise<void> {
    while (this.#inFlight.length > 0) await this.#oldest();
  }

  async #oldest(): Promise<void> {
    await this.#inFlight.shift();
    const now = performance.now();
    const took = Math.max(0.5, now - this.#lastDone);
    this.#lastDone = now;
    this.#stepMilliseconds = Number.isFinite(this.#stepMilliseconds) ? 0.7 * this.#stepMilliseconds + 0.3 * took : took;
  }
}
