/** The same step on tfjs's WebGL backend, which is the faster of the two stock ones on some devices. */
import * as tf from '@tensorflow/tfjs';
import { median } from '#base/math.ts';
import { openStep, type StepCase } from './open-step-case.ts';
import type { Effort } from './time-in-turns.ts';

/** Median milliseconds of a step; null where there is no WebGL, or where it was over before a step was counted. */
export async function timeOnWebgl(
  step: StepCase,
  { rounds, budget, least }: Effort,
  isOver: () => boolean,
): Promise<number | null> {
  const before = tf.getBackend();
  try {
    if (typeof OffscreenCanvas === 'undefined' || !new OffscreenCanvas(1, 1).getContext('webgl2')) return null;
    if (!(await tf.setBackend('webgl'))) return null;
    const open = openStep(step);
    try {
      const time = async () => {
        const started = performance.now();
        const metrics = open.run();
        // WebGL answers no question but this one: what was computed.
        await metrics.data();
        metrics.dispose();
        return performance.now() - started;
      };
      // Compiles.
      await time();
      const times: number[] = [];
      const begun = performance.now();
      while (times.length < rounds && (times.length < least || performance.now() - begun < budget)) {
        if (isOver()) break;
        times.push(await time());
      }
      return times.length > 0 ? median(times) : null;
    } finally {
      open.close();
    }
  } finally {
    await tf.setBackend(before);
  }
}
