/** Training settings as Keras writes what `compile` was given. */
import type { Optimizer, TrainingSettings } from '../training/training-settings.ts';
import type { JsonRecord } from './to-keras.ts';

export interface KerasOptimizer {
  /** `Adam`, in `keras.optimizers`. */
  readonly className: string;
  /** Its arguments in Keras's names, without the learning rate. */
  readonly arguments: Readonly<Record<string, number | boolean>>;
}

export function kerasOptimizer(optimizer: Optimizer): KerasOptimizer {
  switch (optimizer.name) {
    case 'sgd':
      return { className: 'SGD', arguments: { momentum: optimizer.momentum, nesterov: optimizer.nesterov } };
    case 'adam':
      return { className: 'Adam', arguments: moments(optimizer) };
    case 'adamw':
      return { className: 'AdamW', arguments: { ...moments(optimizer), weight_decay: optimizer.weightDecay } };
    case 'rmsprop': {
      const { rho, momentum, epsilon } = optimizer;
      return { className: 'RMSprop', arguments: { rho, momentum, epsilon } };
    }
    case 'adagrad': {
      const { initialAccumulatorValue, epsilon } = optimizer;
      return { className: 'Adagrad', arguments: { initial_accumulator_value: initialAccumulatorValue, epsilon } };
    }
  }
}

function moments({ beta1, beta2, epsilon }: Extract<Optimizer, { name: 'adam' | 'adamw' }>) {
  return { beta_1: beta1, beta_2: beta2, epsilon };
}

/**
 * Keras's `compile_config`, with the first epoch's learning rate: a schedule follows from the number of steps, which a
 * model does not know. Empty where there are no settings.
 */
export function compileConfig(training: TrainingSettings | null, form: 'module' | 'plain'): JsonRecord {
  if (training === null) return {};
  const { className, arguments: settings } = kerasOptimizer(training.optimizer);
  const named = { class_name: className, config: { learning_rate: training.learningRate, ...settings } };
  return {
    optimizer: form === 'module' ? { module: 'keras.optimizers', ...named, registered_name: null } : named,
    loss: training.loss,
    loss_weights: null,
    metrics: ['accuracy'],
    weighted_metrics: null,
    run_eagerly: false,
    steps_per_execution: 1,
    jit_compile: false,
  };
}
