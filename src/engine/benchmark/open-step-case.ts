/** A training step of a template on the device, as each side runs it: its own weights, its own optimizer. */
import * as tf from '@tensorflow/tfjs';
import { RandomStream } from '#base/random.ts';
import { analyzeGraph } from '#graph/analyze.ts';
import type { Template } from '#graph/templates/template.ts';
import { defaultTrainingSettings, type Optimizer } from '#graph/training/training-settings.ts';
import type { BenchmarkSide } from '#protocol/benchmark.ts';
import { buildNetwork } from '../build/build-network.ts';
import { createObjective } from '../training/losses.ts';
import { createOptimizer } from '../training/optimizers/create-optimizer.ts';
import { trainStep } from '../training/train-step.ts';
import { bySide } from './sides.ts';

const sampleShape = [28, 28, 1] as const;
const classCount = 10;
const seed = 1;

export interface StepCase {
  readonly template: Template;
  readonly batch: number;
  readonly optimizer: Optimizer;
}

export interface OpenStepCase {
  /** Floating-point operations of a step: the forward pass, and the two products of the backward pass. */
  readonly flops: number;
  run(side: BenchmarkSide): void;
  close(): void;
}

/** `flops` of a step before anything lies on the device. */
export function stepFlops({ template, batch }: StepCase): number {
  return 3 * 2 * batch * analyzeGraph(template.build(sampleShape, classCount)).totals.multiplyAdds;
}

/** A step on the backend and by the kernels that served when it was opened. */
export interface OpenStep {
  /** Gives loss and right answers, as the training step does; the caller disposes them. */
  run(): tf.Tensor1D;
  close(): void;
}

export function openStep({ template, batch, optimizer: settings }: StepCase): OpenStep {
  const random = new RandomStream(seed);
  const drawn = (count: number, below: number) =>
    Float32Array.from({ length: count }, () => Math.floor(random.next() * below));
  const pixels = tf.tensor4d(drawn(batch * 28 * 28, 256), [batch, ...sampleShape]);
  const labels = tf.tensor1d(Int32Array.from(drawn(batch, classCount)), 'int32');
  const network = buildNetwork(template.build(sampleShape, classCount), seed);
  const objective = createObjective(defaultTrainingSettings.loss, network, classCount);
  const optimizer = createOptimizer(settings);
  const { learningRate } = defaultTrainingSettings;
  let count = 0;
  return {
    run: () =>
      trainStep({ network, objective, optimizer }, () => ({ pixels, labels }), { step: count++, learningRate }),
    close: () => {
      network.dispose();
      optimizer.dispose();
      tf.dispose([pixels, labels]);
    },
  };
}

export function openStepCase(step: StepCase): OpenStepCase {
  const open = { stride: openStep(step), stock: bySide('stock', () => openStep(step)) };
  return {
    flops: stepFlops(step),
    run: (side) => open[side].run().dispose(),
    close: () => {
      for (const each of Object.values(open)) each.close();
    },
  };
}
