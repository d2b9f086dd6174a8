import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { SampleSplit } from '#data/split.ts';
import type { TrainingSettings } from '#graph/training/training-settings.ts';
import type { EngineEvent } from '#protocol/engine.ts';
import { augmentedBatch } from '../augmentation/augmented-batch.ts';
import type { Network } from '../build/network.ts';
import { recordCalls, type TunableCall } from '../kernels/tuning/tunable-call.ts';
import { compileAhead } from './compile-ahead.ts';
import { evaluateBatch } from './evaluate.ts';
import type { Objective } from './losses.ts';
import { createNetworkOptimizer } from './optimizers/create-optimizer.ts';
import type { SampleSource } from './sample-source.ts';
import { trainStep } from './train-step.ts';

export interface StepToCompile {
  readonly network: Network;
  readonly objective: Objective;
  readonly settings: TrainingSettings;
  readonly samples: SampleSource;
  readonly split: SampleSplit;
  readonly emit: (event: EngineEvent) => void;
}

/**
 * Compiles what a run's steps need: training on a whole batch and on the last, smaller one, and validation. Leaves
 * garbage in the network's variables, which the caller must put back. Gives the calls of kernels that can be tuned.
 */
export async function compileStep(backend: WebGPUBackend, step: StepToCompile): Promise<readonly TunableCall[]> {
  const { network, objective, settings, samples, split, emit } = step;
  const optimizer = createNetworkOptimizer(network, settings.optimizer);
  const { training, validation } = split;
  const { batchSize } = settings;
  const judged = (validation.length > 0 ? validation : training).subarray(0, batchSize);
  const dryRun = () => {
    const sizes = new Set([Math.min(batchSize, training.length), training.length % batchSize || batchSize]);
    for (const size of sizes) {
      const indices = training.subarray(0, size);
      trainStep(
        { network, objective, optimizer },
        () => augmentedBatch(samples, indices, { lifted: network.lifted, seed: 0, epoch: 0 }),
        {
          step: 0,
          learningRate: 0,
        },
      ).dispose();
    }
    for (const tensor of evaluateBatch({ network, objective, samples }, judged)) tensor.dispose();
  };
  let calls: readonly TunableCall[] = [];
  const recordedRun = () => {
    calls = recordCalls(dryRun);
  };
  try {
    await samples.fetch?.(Uint32Array.of(...training.subarray(0, batchSize), ...judged));
    await compileAhead(backend, recordedRun, (done, total) => emit({ type: 'compiling', done, total }));
    return calls;
  } finally {
    optimizer.dispose();
  }
}
