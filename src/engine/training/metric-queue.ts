/**
 * Losses and accuracies on their way from the device. A step only queues its tensor; all that wait are joined and read
 * at once, so that a run waits for the device a few times a second and never once a step.
 */
import * as tf from '@tensorflow/tfjs';
import { present } from '#base/assert.ts';
import type { Metrics } from '#protocol/training.ts';

export interface StepMetrics extends Metrics {
  readonly step: number;
  readonly samples: number;
}

interface Waiting {
  readonly step: number;
  readonly samples: number;
  /** `[loss, count of right answers]`. */
  readonly metrics: tf.Tensor1D;
}

/** More tensors than this are joined in several goes. */
const maxJoined = 64;

function joined(waiting: readonly Waiting[]): tf.Tensor1D[] {
  return tf.tidy(() => {
    const parts: tf.Tensor1D[] = [];
    for (let start = 0; start < waiting.length; start += maxJoined) {
      const group = waiting.slice(start, start + maxJoined).map(({ metrics }) => metrics);
      // Lengths are rounded up to powers of two, since every length is a GPU program of its own to compile.
      const length = 2 ** Math.ceil(Math.log2(group.length));
      const last = present(group.at(-1), 'a group has a tensor');
      parts.push(tf.concat1d([...group, ...new Array<tf.Tensor1D>(length - group.length).fill(last)]));
    }
    return parts;
  });
}

export class MetricQueue {
  #waiting: Waiting[] = [];

  push(step: number, samples: number, metrics: tf.Tensor1D): void {
    this.#waiting.push({ step, samples, metrics });
  }

  /** All that waits, read together. Takes the tensors and frees them. */
  async read(): Promise<StepMetrics[]> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const parts = joined(waiting);
    try {
      const values = (await Promise.all(parts.map((part) => part.data()))).map((part) => [...part]);
      return waiting.map(({ step, samples }, index) => {
        const part = present(values[Math.floor(index / maxJoined)], 'every group was read');
        const place = 2 * (index % maxJoined);
        return { step, samples, loss: part[place] as number, accuracy: (part[place + 1] as number) / samples };
      });
    } finally {
      tf.dispose([...parts, ...waiting.map(({ metrics }) => metrics)]);
    }
  }

  dispose(): void {
    tf.dispose(this.#waiting.map(({ metrics }) => metrics));
    this.#waiting = [];
  }
}

/** The mean over samples of what several steps measured. */
export function meanOf(steps: readonly StepMetrics[]): Metrics {
  let [samples, loss, right] = [0, 0, 0];
  for (const step of steps) {
    samples += step.samples;
    loss += step.loss * step.samples;
    right += step.accuracy * step.samples;
  }
  return { loss: loss / samples, accuracy: right / samples };
}
