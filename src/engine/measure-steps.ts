/** Times training steps on a backend, as `npm run bench` prints them: the very step that training runs. */
import * as tf from '@tensorflow/tfjs';
import { median } from '#base/math.ts';
import { permutation } from '#base/random.ts';
import type { PictureSet } from '#data/picture-set.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { BackendName, BackendReport } from '#protocol/backend.ts';
import { climbDown } from './backend/ladder.ts';
import { buildNetwork } from './build/build-network.ts';
import { createObjective } from './training/losses.ts';
import { createOptimizer } from './training/optimizers/create-optimizer.ts';
import { ResidentSamples } from './training/resident-samples.ts';
import { trainStep } from './training/train-step.ts';

export interface StepMeasurement {
  /** Where the steps ran: another backend than was asked for, where that one does not hold. */
  readonly backend: BackendReport;
  /** The median over the measured steps, each waited for. */
  readonly millisecondsPerStep: number;
  readonly imagesPerSecond: number;
  /** Programs sent to the GPU in one step; null where the backend does not say. */
  readonly dispatchesPerStep: number | null;
  /** Tensors made in one step, nearly all of them freed in it. */
  readonly tensorsPerStep: number;
  /** How many more tensors are held after the measured steps than before: 0 unless something leaks. */
  readonly tensorsLeaked: number;
}

export interface MeasurementRequest {
  readonly graph: ModelGraph;
  readonly settings: TrainingSettings;
  readonly pictures: PictureSet;
  readonly backend: BackendName;
  /** How many steps are measured, after two that are not: those compile programs and make the optimizer's slots. */
  readonly steps: number;
}

/** Runs `work` and counts its dispatches; null where the backend is another than WebGPU. */
function dispatchesIn(work: () => void): number | null {
  if (tf.getBackend() !== 'webgpu') {
    work();
    return null;
  }
  const encoder = GPUComputePassEncoder.prototype;
  const { dispatchWorkgroups } = encoder;
  let count = 0;
  encoder.dispatchWorkgroups = function (this: GPUComputePassEncoder, ...size: [number, number?, number?]) {
    count++;
    return dispatchWorkgroups.apply(this, size);
  };
  try {
    work();
  } finally {
    encoder.dispatchWorkgroups = dispatchWorkgroups;
  }
  return count;
}

/** Tensors are numbered in the order in which they are made. */
function freshTensorId(): number {
  const tensor = tf.scalar(0);
  tensor.dispose();
  return tensor.id;
}

/** Leaves the backend standing and nothing else behind. Throws where the graph cannot be trained on the pictures. */
export async function measureSteps(request: MeasurementRequest): Promise<StepMeasurement> {
  const { graph, settings, pictures, steps } = request;
  const { report } = await climbDown(request.backend, { lost: () => undefined, failed: () => undefined });
  const network = buildNetwork(graph, 0, {
    classCount: pictures.classNames.length,
    sampleShape: [pictures.height, pictures.width, pictures.channels],
  });
  const objective = createObjective(settings.loss, network, pictures.classNames.length);
  const optimizer = createOptimizer(settings.optimizer);
  const samples = new ResidentSamples(pictures);
  const order = permutation(pictures.count, 0);
  const runStep = (step: number): tf.Tensor => {
    const start = (step * settings.batchSize) % Math.max(1, pictures.count - settings.batchSize);
    const indices = order.subarray(start, start + settings.batchSize);
    const position = { step, learningRate: settings.learningRate };
    return trainStep({ network, objective, optimizer }, () => samples.batch(indices), position);
  };
  const finish = async (metrics: tf.Tensor) => {
    await metrics.data();
    metrics.dispose();
  };
  try {
    for (let step = 0; step < 2; step++) await finish(runStep(step));
    const held = tf.memory().numTensors;
    const durations: number[] = [];
    for (let step = 2; step < 2 + steps; step++) {
      const started = performance.now();
      await finish(runStep(step));
      durations.push(performance.now() - started);
    }
    const tensorsLeaked = tf.memory().numTensors - held;
    const firstId = freshTensorId();
    let metrics: tf.Tensor | undefined;
    const dispatchesPerStep = dispatchesIn(() => {
      metrics = runStep(2 + steps);
    });
    const tensorsPerStep = freshTensorId() - firstId - 1;
    if (metrics !== undefined) await finish(metrics);
    const millisecondsPerStep = median(durations);
    return {
      backend: report,
      millisecondsPerStep,
      imagesPerSecond: (1000 * settings.batchSize) / millisecondsPerStep,
      dispatchesPerStep,
      tensorsPerStep,
      tensorsLeaked,
    };
  } finally {
    network.dispose();
    optimizer.dispose();
    samples.dispose();
  }
}
