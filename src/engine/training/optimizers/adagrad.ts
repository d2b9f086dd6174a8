import * as tf from '@tensorflow/tfjs';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';
import { Slots } from './slots.ts';

/** Adagrad (Duchi et al. 2011), epsilon inside the root. Reference: keras/src/optimizers/adagrad.py. */
export class Adagrad implements GradientOptimizer {
  readonly #epsilon: number;
  readonly #sums: Slots;

  constructor(initialAccumulatorValue: number, epsilon: number, memory?: OptimizerMemory) {
    this.#epsilon = epsilon;
    this.#sums = new Slots(initialAccumulatorValue, memory?.slots[0]);
  }

  get slots(): readonly (readonly tf.Tensor[])[] {
    return [this.#sums.tensors];
  }

  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    for (const { variable, gradient } of updates) {
      const sum = this.#sums.of(variable);
      sum.assign(tf.add(sum, tf.square(gradient)));
      const step = tf.div(tf.mul(gradient, learningRate), tf.sqrt(tf.add(sum, this.#epsilon)));
      variable.assign(tf.sub(variable, step));
    }
  }

  dispose(): void {
    this.#sums.dispose();
  }
}
