/** One side of the comparison: a template's network on a backend, ready to make training steps. */
import * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';
import { buildNetwork } from '#engine/build/build-network.ts';
import { registerKernels, unregisterKernels } from '#engine/kernels/index.ts';
import { createObjective } from '#engine/training/losses.ts';
import { createOptimizer } from '#engine/training/optimizers/create-optimizer.ts';
import { ResidentSamples } from '#engine/training/resident-samples.ts';
import { trainStep } from '#engine/training/train-step.ts';
import { defaultProject } from '#graph/project/default-project.ts';
import { lectureCnn } from '#graph/templates/lecture-cnn.ts';
import type { Template } from '#graph/templates/template.ts';

export interface Contender {
  /** Makes its backend and kernels the ones that tfjs uses. */
  enter(): Promise<void>;
  /** One step on the batch of that number; resolves when the device has done it, with JavaScript's own milliseconds. */
  step(index: number): Promise<number>;
}

export interface TfSide {
  readonly backend: 'webgpu' | 'webgl' | 'cpu';
  readonly hasOwnKernels: boolean;
  readonly optimizer: 'adam' | 'sgd';
}

/** Throws where the side's backend cannot be had. */
export async function createTfContender(
  side: TfSide,
  pictures: PictureSet,
  batchSize: number,
  template: Template = lectureCnn,
): Promise<Contender> {
  const { backend, hasOwnKernels } = side;
  const enter = async () => {
    if (hasOwnKernels) registerKernels();
    else unregisterKernels();
    if (!(await tf.setBackend(backend))) throw new Error(`tfjs could not start on ${backend}.`);
  };
  await enter();
  const { training, seed } = defaultProject();
  const { height, width, channels, classNames } = pictures;
  const network = buildNetwork(template.build([height, width, channels], classNames.length), seed);
  const optimizer =
    side.optimizer === 'adam' ? training.optimizer : { name: 'sgd' as const, momentum: 0, nesterov: false };
  const parts = {
    network,
    objective: createObjective(training.loss, network, classNames.length),
    optimizer: createOptimizer(optimizer),
  };
  const samples = new ResidentSamples(pictures);
  return {
    enter,
    async step(index) {
      const indices = Uint32Array.from(
        { length: batchSize },
        (_, place) => (index * batchSize + place) % pictures.count,
      );
      const started = performance.now();
      const metrics = trainStep(parts, () => samples.batch(indices), {
        step: index,
        learningRate: training.learningRate,
      });
      const scriptMilliseconds = performance.now() - started;
      await metrics.data();
      metrics.dispose();
      return scriptMilliseconds;
    },
  };
}
