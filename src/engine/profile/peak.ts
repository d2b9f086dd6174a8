/** What the device does at best, measured: the two sides of its roofline. */
import * as tf from '@tensorflow/tfjs';
import { product } from '#base/math.ts';

const repeats = 3;
/** Large enough to fill a graphics card, small enough for a processor. */
const side = 512;
const copied = [1024, 4096] as const;
const bytesPerNumber = 4;

/** Milliseconds of a piece of work. */
export type Stopwatch = (work: () => void) => Promise<number>;

export async function measurePeak(
  stopwatch: Stopwatch,
): Promise<{ readonly flopsPerSecond: number; readonly bytesPerSecond: number }> {
  const multiplied = await best(stopwatch, [side, side], (a) => tf.matMul(a, a));
  const moved = await best(stopwatch, copied, (a) => tf.neg(a));
  return {
    flopsPerSecond: (2 * side ** 3) / (multiplied / 1000),
    bytesPerSecond: (2 * bytesPerNumber * product(copied)) / (moved / 1000),
  };
}

async function best(
  stopwatch: Stopwatch,
  shape: readonly [number, number],
  work: (input: tf.Tensor2D) => tf.Tensor,
): Promise<number> {
  const input = tf.tidy(() => tf.add(tf.zeros<tf.Rank.R2>([...shape]), 0.5) as tf.Tensor2D);
  try {
    let least = Number.POSITIVE_INFINITY;
    for (let repeat = 0; repeat <= repeats; repeat++) {
      const milliseconds = await stopwatch(() => work(input).dispose());
      // The first call compiles.
      if (repeat > 0) least = Math.min(least, milliseconds);
    }
    return Math.max(least, Number.EPSILON);
  } finally {
    input.dispose();
  }
}
