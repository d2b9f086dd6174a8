import * as tf from '@tensorflow/tfjs';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';
import { Slots } from './slots.ts';

/** Gradient descent with momentum, plain or Nesterov's. Reference: keras/src/optimizers/sgd.py. */
export class Sgd implements GradientOptimizer {
  readonly #momentum: number;
  readonly #isNesterov: boolean;
  readonly #velocities: Slots;

  constructor(momentum: number, isNesterov: boolean, memory?: OptimizerMemory) {
    this.#momentum = momentum;
    this.#isNesterov = isNesterov;
    this.#velocities = new Slots(0, memory?.slots[0]);
  }

  get slots(): readonly (readonly tf.Tensor[])[] {
    return this.#momentum === 0 ? [] : [this.#velocities.tensors];
  }

  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    const rate = tf.scalar(learningRate);
    const momentum = tf.scalar(this.#momentum);
    for (const { variable, gradient } of updates) {
      const step = tf.mul(gradient, rate);
      if (this.#momentum === 0) {
        variable.assign(tf.sub(variable, step));
        continue;
      }
      const velocity = this.#velocities.of(variable);
      velocity.assign(tf.sub(tf.mul(velocity, momentum), step));
      const move = this.#isNesterov ? tf.sub(tf.mul(velocity, momentum), step) : velocity;
      variable.assign(tf.add(variable, move));
    }
  }

  dispose(): void {
    this.#velocities.dispose();
  }
}
