import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { analyzeGraph } from '#graph/analyze.ts';
import type { ModelGraph } from '#graph/model-graph.ts';
import { trainingCost } from '#graph/transfer/training-cost.ts';
import { climbDown } from '../backend/ladder.ts';
import { buildNetwork } from '../build/build-network.ts';
import { readLayerWeights } from '../layer-weights.ts';
import { chain } from '../testing/chain.ts';
import { createObjective } from './losses.ts';
import { createNetworkOptimizer } from './optimizers/create-optimizer.ts';
import { trainStep } from './train-step.ts';

const optimizer = { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
const batchSize = 8;

/** Convolutions of one size with BatchNormalization between, the first so many frozen, and a head. */
function convolutions(frozen: number): ModelGraph {
  const wide = { filters: 16, kernelSize: [3, 3] as [number, number], padding: 'same' as const };
  const graph = chain(
    { type: 'Input', config: { shape: [16, 16, 8] } },
    ...['a', 'b', 'c', 'd'].flatMap((name, place) => [
      { type: 'Conv2D' as const, name, config: { ...wide, activation: 'relu' as const }, trainable: place >= frozen },
      { type: 'BatchNormalization' as const, name: `${name}_bn`, trainable: false },
    ]),
    { type: 'GlobalAveragePooling2D' },
    { type: 'Dense', name: 'head', config: { units: 3, activation: 'softmax' } },
  );
  const nodes = graph.nodes.map((node) =>
    node.trainable && node.type === 'Conv2D' ? { ...node, learningRateMultiplier: 0.1 } : node,
  );
  return { ...graph, nodes };
}

test('on WebGPU frozen layers stay bit for bit, slow ones move, and a step takes about the memory that is told', async () => {
  for (const frozen of [4, 2]) {
    // A device of its own, which has made no memory ready yet.
    const backend = await climbDown('webgpu', { lost: () => undefined, failed: (message) => expect.fail(message) });
    expect(backend.report.name).toBe('webgpu');
    const before = tf.memory().numTensors;
    const pixels = tf.randomUniform<tf.Rank.R4>([batchSize, 16, 16, 8], 0, 1, 'float32', 3);
    const labels = tf.tensor1d([0, 1, 2, 1, 0, 1, 2, 0], 'int32');
    const graph = convolutions(frozen);
    const network = buildNetwork(graph, 3);
    const run = {
      network,
      objective: createObjective('sparse_categorical_crossentropy', network, 3),
      optimizer: createNetworkOptimizer(network, optimizer),
    };
    const start = await readLayerWeights(network);
    const step = (index: number) =>
      trainStep(run, () => ({ pixels, labels }), { step: index, learningRate: 0.01 }).dispose();
    step(0);
    step(1);
    const after = await readLayerWeights(network);
    const memory: tf.MemoryInfo & { readonly numBytesAllocatedInGPU?: number } = tf.memory();
    const { activations, gradients } = trainingCost(graph, analyzeGraph(graph), { batchSize, optimizer }).memory;
    const share = ((memory.numBytesAllocatedInGPU ?? 0) - memory.numBytes) / (activations + gradients);
    expect(share).toBeGreaterThan(0.75);
    expect(share).toBeLessThan(1.25);
    for (const { name, type, trainable } of graph.nodes) {
      if (!trainable) expect(after.get(name), name).toEqual(start.get(name));
      else if (type === 'Conv2D') {
        const moves = after
          .get(name)![0]!
          .values.map((value, at) => Math.abs(value - start.get(name)![0]!.values[at]!));
        // Adam moves a weight by about its rate a step: a tenth of 0.01, twice.
        expect(Math.max(...moves)).toBeGreaterThan(5e-4);
        expect(Math.max(...moves)).toBeLessThan(2.1e-3);
      }
    }
    run.optimizer.dispose();
    network.dispose();
    tf.dispose([pixels, labels]);
    expect(tf.memory().numTensors).toBe(before);
  }
}, 120_000);
