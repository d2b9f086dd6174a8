/** Whether training holds no more tensors and no more of the GPU's memory after many steps than after a few. */
import * as tf from '@tensorflow/tfjs';
import { formatBytes, formatCount } from '#base/format.ts';
import { type Measurement, planBenchmark } from '#engine/benchmark/benchmark-plan.ts';
import { openStepCase } from '#engine/benchmark/open-step-case.ts';
import type { Aim } from '../part.ts';

/** What is held does not depend on the batch, and small ones are done sooner. */
const batch = 4;
/** After so many steps every buffer that is ever needed has been made. */
const settled = 10;

const isStep = (measurement: Measurement) => measurement.kind === 'step';
const held = () => ({ tensors: tf.memory().numTensors, bytes: Number(Reflect.get(tf.memory(), 'numBytesInGPU')) });

/** @param finish resolves when the device has done everything recorded */
export async function measureConstancy(steps: number, finish: () => Promise<unknown>): Promise<readonly Aim[]> {
  const [adam] = planBenchmark('lecture', true).measurements.filter(isStep);
  if (adam?.kind !== 'step') return [];
  const open = openStepCase({ ...adam.step, batch });
  try {
    let early = held();
    for (let step = 0; step < steps; step++) {
      open.run('stride');
      // The queue must not grow longer than the device follows.
      if (step % settled === 0) await finish();
      if (step === settled) early = held();
    }
    await finish();
    const late = held();
    return [
      {
        aim: `tensors and GPU bytes constant over ${formatCount(steps)} steps`,
        measured: `${late.tensors - early.tensors} tensors and ${formatBytes(late.bytes - early.bytes)} more`,
        isReached: late.tensors === early.tensors && late.bytes === early.bytes,
      },
    ];
  } finally {
    open.close();
  }
}
