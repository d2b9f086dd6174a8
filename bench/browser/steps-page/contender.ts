/** One side of the comparison: the lecture's CNN on a backend, ready to make training steps. */
import * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';
import { buildNetwork } from '#engine/build/build-network.ts';
import { registerKernels, unregisterKernels } from '#engine/kernels/index.ts';
import { createObjective } from '#engine/training/losses.ts';
import { createOptimizer } from '#engine/training/optimizers/create-optimizer.ts';
import { ResidentSamples } from '#engine/training/resident-samples.ts';
import { trainStep } from '#engine/training/train-step.ts';
import { defaultProject } from '#graph/project/default-project.ts';

export interface Contender {
  readonly name: string;
  /** Makes its backend and kernels the ones that tfjs uses. */
  enter(): Promise<void>;
  /** One step of Adam on the batch of that number; resolves when the device has done it. */
  step(index: number): Promise<void>;
}

export type Side = 'Stride on WebGPU' | 'tfjs on WebGPU' | 'tfjs on WebGL' | 'tfjs on CPU';

const backends: Readonly<Record<Side, 'webgpu' | 'webgl' | 'cpu'>> = {
  'Stride on WebGPU': 'webgpu',
  'tfjs on WebGPU': 'webgpu',
  'tfjs on WebGL': 'webgl',
  'tfjs on CPU': 'cpu',
};

/** Throws where the side's backend cannot be had. */
export async function createContender(side: Side, pictures: PictureSet, batchSize: number): Promise<Contender> {
  const enter = async () => {
    if (side === 'Stride on WebGPU') registerKernels();
    else unregisterKernels();
    if (!(await tf.setBackend(backends[side]))) throw new Error(`${side} could not start.`);
  };
  await enter();
  const { graph, training, seed } = defaultProject();
  const network = buildNetwork(graph, seed);
  const parts = {
    network,
    objective: createObjective(training.loss, network, pictures.classNames.length),
    optimizer: createOptimizer(training.optimizer),
  };
  const samples = new ResidentSamples(pictures);
  return {
    name: side,
    enter,
    async step(index) {
      const indices = Uint32Array.from(
        { length: batchSize },
        (_, place) => (index * batchSize + place) % pictures.count,
      );
      const metrics = trainStep(parts, () => samples.batch(indices), {
        step: index,
        learningRate: training.learningRate,
      });
      await metrics.data();
      metrics.dispose();
    },
  };
}
