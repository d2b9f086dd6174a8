import type { Optimizer } from '#graph/training/training-settings.ts';
import type { UpdateRule } from '../../kernels/index.ts';
import { ownKernelsServe } from '../../kernels/kernel-entry.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import { FusedOptimizer } from './fused-optimizer.ts';
import type { GradientOptimizer } from './gradient-optimizer.ts';
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

/** A fresh optimizer that remembers nothing yet, for the backend that stands. */
export function createOptimizer(optimizer: Optimizer): GradientOptimizer {
  if (ownKernelsServe()) return new FusedOptimizer(updateRule(optimizer));
  switch (optimizer.name) {
    case 'sgd':
      return new Sgd(optimizer.momentum, optimizer.nesterov);
    case 'adam':
      return new Adam({ ...optimizer, weightDecay: 0 });
    case 'adamw':
      return new Adam(optimizer);
    case 'rmsprop':
      return new Rmsprop(optimizer);
    case 'adagrad':
      return new Adagrad(optimizer.initialAccumulatorValue, optimizer.epsilon);
  }
}
