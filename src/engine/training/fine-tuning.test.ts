import * as tf from '@tensorflow/tfjs';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Optimizer } from '#graph/training/training-settings.ts';
import { buildNetwork } from '../build/build-network.ts';
import type { Network } from '../build/network.ts';
import { trainReference } from '../kernels/optimizers/update-rules.reference.ts';
import type { UpdateRule } from '../kernels/optimizers/update-rules.ts';
import { readLayerWeights } from '../layer-weights.ts';
import { chain } from '../testing/chain.ts';
import { standOnCpu } from '../testing/on-cpu.ts';
import { createObjective } from './losses.ts';
import { createNetworkOptimizer } from './optimizers/create-optimizer.ts';
import { trainStep } from './train-step.ts';

beforeAll(standOnCpu);

const multiplier = 0.1;
const learningRate = 0.05;
const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** A frozen convolution and its BatchNormalization, one that learns slowly behind a frozen BatchNormalization, a head. */
function baseAndHead(isFrozen = true): ModelGraph {
  const convolution = { filters: 4, kernelSize: [3, 3] as [number, number], activation: 'relu' as const };
  const graph = chain(
    { type: 'Input', config: { shape: [8, 8, 2] } },
    { type: 'Conv2D', name: 'frozen', config: convolution, trainable: !isFrozen },
    { type: 'BatchNormalization', name: 'frozen_bn', trainable: !isFrozen },
    { type: 'Conv2D', name: 'slow', config: convolution },
    { type: 'BatchNormalization', name: 'slow_bn', trainable: false },
    { type: 'Dropout', name: 'drop', config: { rate: 0.2 } },
    { type: 'Flatten', name: 'flat' },
    { type: 'Dense', name: 'head', config: { units: 3, activation: 'softmax' } },
  );
  const nodes = graph.nodes.map((node) =>
    node.name === 'slow' ? { ...node, learningRateMultiplier: multiplier } : node,
  );
  return { ...graph, nodes };
}

const batch = () => ({
  pixels: tf.randomUniform<tf.Rank.R4>([5, 8, 8, 2], 0, 1, 'float32', 7),
  labels: tf.tensor1d([0, 1, 2, 1, 0], 'int32'),
});

function parts(network: Network, optimizer: Optimizer) {
  return {
    network,
    objective: createObjective('sparse_categorical_crossentropy', network, 3),
    optimizer: createNetworkOptimizer(network, optimizer),
  };
}

/** The gradients by the tape that knows nothing of frozen layers. */
function plainGradients(network: Network, step: number): Map<string, Float32Array> {
  const found = new Map<string, Float32Array>();
  tf.tidy(() => {
    const { pixels, labels } = batch();
    const objective = createObjective('sparse_categorical_crossentropy', network, 3);
    const { grads } = tf.variableGrads(
      () => objective.loss(network.logits(pixels, { training: true, step }), labels),
      [...network.trainableVariables],
    );
    for (const [name, gradient] of Object.entries(grads)) found.set(name, Float32Array.from(gradient.dataSync()));
  });
  return found;
}

const rules: [string, Optimizer, UpdateRule][] = [
  [
    'SGD with momentum',
    { name: 'sgd', momentum: 0.9, nesterov: false },
    { kind: 'sgd', momentum: 0.9, nesterov: false },
  ],
  ['AdamW', { name: 'adamw', ...adam, weightDecay: 0.1 }, { kind: 'adam', ...adam, weightDecay: 0.1 }],
];

describe('a network with a frozen front and a slow middle', () => {
  let network: Network;

  beforeEach(() => {
    network = buildNetwork(baseAndHead(), 3);
    for (const name of ['frozen_bn', 'slow_bn']) {
      tf.tidy(() => network.variable(name, 'moving_mean').assign(tf.tensor1d([0.1, -0.2, 0.3, 0])));
      tf.tidy(() => network.variable(name, 'gamma').assign(tf.tensor1d([1.5, 0.5, 1, 2])));
    }
    return () => network.dispose();
  });

  test.each(rules)(
    '%s leaves frozen layers bit for bit, and moves slow ones by a tenth of the rate',
    async (_, settings, rule) => {
      const start = await readLayerWeights(network);
      const gradients: Map<string, Float32Array>[] = [];
      const run = parts(network, settings);
      for (let step = 0; step < 3; step++) {
        gradients.push(plainGradients(network, step));
        trainStep(run, batch, { step, learningRate }).dispose();
      }
      run.optimizer.dispose();
      const after = await readLayerWeights(network);
      for (const name of ['frozen', 'frozen_bn', 'slow_bn']) expect(after.get(name), name).toEqual(start.get(name));
      for (const [layer, rate] of [
        ['slow', learningRate * multiplier],
        ['head', learningRate],
      ] as const) {
        for (const [place, { name, values }] of after.get(layer)!.entries()) {
          const { name: variable } = network.variable(layer, name);
          const before = start.get(layer)![place]!.values;
          const expected = [...before].map((value, at) =>
            trainReference(
              rule,
              value,
              gradients.map((of) => of.get(variable)![at]!),
              rate,
            ),
          );
          expect(
            Math.max(...expected.map((value, at) => Math.abs(value - values[at]!))),
            `${layer}/${name}`,
          ).toBeLessThan(1e-5);
          expect(values).not.toEqual(before);
        }
      }
    },
  );

  test('nothing is kept of what lies in front of the first layer that learns', async () => {
    const peak = async (of: Network) => {
      const run = parts(of, { name: 'sgd', momentum: 0, nesterov: false });
      const { peakBytes } = await tf.profile(() => {
        trainStep(run, batch, { step: 0, learningRate }).dispose();
      });
      return peakBytes - tf.memory().numBytes;
    };
    const before = tf.memory().numTensors;
    const frozen = await peak(network);
    const open = buildNetwork(baseAndHead(false), 3);
    const whole = await peak(open);
    // The frozen convolution's output and its normalized one, 5 × 6 × 6 × 4 numbers each, are freed on the way.
    expect(whole - frozen).toBeGreaterThanOrEqual(2 * 5 * 6 * 6 * 4 * 4);
    open.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('what the optimizers of all rates remember goes on where it was', () => {
    const settings = { name: 'adam', ...adam } as const;
    const variables = network.trainableVariables;
    const step = (optimizer: ReturnType<typeof createNetworkOptimizer>, from: number) =>
      tf.tidy(() =>
        optimizer.applyGradients(
          variables.map((variable, at) => ({ variable, gradient: tf.fill(variable.shape, from + at - 1.5) })),
          learningRate,
        ),
      );
    const values = () => variables.map((variable) => Float32Array.from(variable.dataSync()));
    const start = values();
    const restore = () => {
      for (const [at, variable] of variables.entries()) {
        tf.tidy(() => variable.assign(tf.tensor(start[at]!, variable.shape)));
      }
    };
    const whole = createNetworkOptimizer(network, settings);
    step(whole, 1);
    step(whole, 2);
    const expected = values();
    whole.dispose();
    restore();
    const first = createNetworkOptimizer(network, settings);
    step(first, 1);
    const slots = first.slots.map((kind) => Float32Array.from(kind.flatMap((slot) => [...slot.dataSync()])));
    first.dispose();
    const second = createNetworkOptimizer(network, settings, { step: 1, slots });
    step(second, 2);
    expect(values()).toEqual(expected);
    second.dispose();
  });
});
