import type { Optimizer } from '#graph/training/training-settings.ts';
import type { Network } from '../../build/network.ts';
import type { UpdateRule } from '../../kernels/index.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { FusedOptimizer } from './fused-optimizer.ts';
import type { GradientOptimizer, OptimizerMemory } from './gradient-optimizer.ts';
import { RateGroups } from './rate-groups.ts';
import { Rmsprop } from './rmsprop.ts';
import { Sgd } from './sgd.ts';

function updateRule(optimizer: Optimizer): UpdateRule {
  switch (optimizer.name) {
    case 'sgd':
      return { kind: 'sgd', ...optimizer };
    case 'adam':
      return { kind: 'adam', ...optimizer, weightDecay: 0 };
    case 'adamw':
      return { kind: 'adam', ...optimizer };
    case 'rmsprop':
      return { kind: 'rmsprop', ...optimizer, centered: false };
    case 'adagrad':
      return { kind: 'adagrad', ...optimizer };
  }
}

/**
 * An optimizer for a network's variables on the backend that stands, each at its layer's own rate; a fresh one where it is
 * given no memory to go on from.
 */
export function createNetworkOptimizer(
  network: Network,
  optimizer: Optimizer,
  memory?: OptimizerMemory,
): GradientOptimizer {
  if (!network.hasOwnLearningRates) return createOptimizer(optimizer, memory);
  const create = (own?: OptimizerMemory) => createOptimizer(optimizer, own);
  return new RateGroups(create, (variable) => network.learningRateMultiplier(variable), memory);
}

/** An optimizer that has one rate for all. */
export function createOptimizer(optimizer: Optimizer, memory?: OptimizerMemory): GradientOptimizer {
  if (ownKernelsServe()) return new FusedOptimizer(updateRule(optimizer), memory);
  switch (optimizer.name) {
    case 'sgd':
      return new Sgd(optimizer.momentum, optimizer.nesterov, memory);
    case 'adam':
      return new Adam({ ...optimizer, weightDecay: 0 }, memory);
    case 'adamw':
      return new Adam(optimizer, memory);
    case 'rmsprop':
      return new Rmsprop(optimizer, memory);
    case 'adagrad':
      return new Adagrad(optimizer.initialAccumulatorValue, optimizer.epsilon, memory);
  }
}
