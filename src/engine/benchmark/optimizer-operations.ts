/** A step of each optimizer over all variables of a network, whose gradients are at hand. */
import * as tf from '@tensorflow/tfjs';
import type { ModelGraph } from '#graph/model-graph.ts';
import type { Optimizer, OptimizerName } from '#graph/training/training-settings.ts';
import { buildNetwork } from '../build/build-network.ts';
import { createOptimizer } from '../training/optimizers/create-optimizer.ts';
import type { VariableGradient } from '../training/optimizers/gradient-optimizer.ts';
import type { Named, OpenKernelCase, Operation } from './kernel-case.ts';

/** Small, so that many steps along the same gradients lead nowhere. */
const learningRate = 1e-6;
const weightDecay = 0.004;
const adam = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

interface Contest {
  readonly label: string;
  readonly stride: Optimizer;
  readonly stock: () => tf.Optimizer;
  /** Of the weights, before the step: tfjs has no AdamW. */
  readonly decays?: boolean;
}

const contests = {
  sgd: {
    label: 'SGD with momentum',
    stride: { name: 'sgd', momentum: 0.9, nesterov: false },
    stock: () => tf.train.momentum(learningRate, 0.9),
  },
  adam: {
    label: 'Adam',
    stride: { name: 'adam', ...adam },
    stock: () => tf.train.adam(learningRate, adam.beta1, adam.beta2, adam.epsilon),
  },
  adamw: {
    label: 'AdamW',
    stride: { name: 'adamw', ...adam, weightDecay },
    stock: () => tf.train.adam(learningRate, adam.beta1, adam.beta2, adam.epsilon),
    decays: true,
  },
  rmsprop: {
    label: 'RMSprop',
    stride: { name: 'rmsprop', rho: 0.9, momentum: 0, epsilon: 1e-7 },
    stock: () => tf.train.rmsprop(learningRate, 0.9, 0, 1e-7),
  },
} satisfies Partial<Record<OptimizerName, Contest>>;

export type ContestName = keyof typeof contests;
export const contestNames = Object.keys(contests) as readonly ContestName[];

function openContest(graph: ModelGraph, { stride, stock, decays = false }: Contest): OpenKernelCase {
  const network = buildNetwork(graph, 1);
  const variables = network.trainableVariables;
  const gradients = variables.map((variable) => tf.tidy(() => tf.mul(variable, 0.1)));
  const updates = variables.map(
    (variable, index): VariableGradient => ({ variable, gradient: gradients[index] ?? variable }),
  );
  const own = createOptimizer(stride);
  const theirs = stock();
  const named = updates.map(({ variable, gradient }) => ({ name: variable.name, tensor: gradient }));
  const decay = () => {
    for (const variable of variables) variable.assign(tf.mul(variable, 1 - learningRate * weightDecay));
  };
  return {
    run: (side) =>
      tf.tidy(() => {
        if (side === 'stride') return own.applyGradients(updates, learningRate);
        if (decays) decay();
        theirs.applyGradients(named);
      }),
    close: () => {
      own.dispose();
      theirs.dispose();
      // tfjs 4.22's SGD with momentum forgets the learning rate that it keeps as a tensor.
      tf.dispose([gradients, Object.values(theirs)]);
      network.dispose();
    },
  };
}

export function optimizers(
  named: Named,
  build: () => ModelGraph,
  names: readonly ContestName[] = contestNames,
): Operation[] {
  return names.map((name) => ({
    ...named,
    name: `all variables by ${contests[name].label}`,
    flops: 0,
    open: () => openContest(build(), contests[name]),
  }));
}
