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

export function openStepCase(step: StepCase): OpenStepCase {
  const { template, batch, optimizer } = step;
  const graph = template.build(sampleShape, classCount);
  const random = new RandomStream(seed);
  const drawn = (count: number, below: number) =>
    Float32Array.from({ length: count }, () => Math.floor(random.next() * below));
  const pixels = tf.tensor4d(drawn(batch * 28 * 28, 256), [batch, ...sampleShape]);
  const labels = tf.tensor1d(Int32Array.from(drawn(batch, classCount)), 'int32');
  const create = (side: BenchmarkSide) =>
    bySide(side, () => {
      const network = buildNetwork(graph, seed);
      const objective = createObjective(defaultTrainingSettings.loss, network, classCount);
      return { network, objective, optimizer: createOptimizer(optimizer) };
    });
  const parts = { stride: create('stride'), stock: create('stock') };
  let count = 0;
  return {
    flops: stepFlops(step),
    run: (side) => {
      const { learningRate } = defaultTrainingSettings;
      trainStep(parts[side], () => ({ pixels, labels }), { step: count++, learningRate }).dispose();
    },
    close: () => {
      for (const { network, optimizer: own } of Object.values(parts)) {
        network.dispose();
        own.dispose();
      }
      tf.dispose([pixels, labels]);
    },
  };
}
