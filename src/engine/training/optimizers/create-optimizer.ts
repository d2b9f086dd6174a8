import type { Optimizer } from '#graph/training/training-settings.ts';
import { Adagrad } from './adagrad.ts';
import { Adam } from './adam.ts';
import type { GradientOptimizer } from './gradient-optimizer.ts';
import { Rmsprop } from './rmsprop.ts';
import { Sgd } from './sgd.ts';

/** A fresh optimizer that remembers nothing yet. */
export function createOptimizer(optimizer: Optimizer): GradientOptimizer {
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
