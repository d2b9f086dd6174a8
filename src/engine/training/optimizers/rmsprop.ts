import * as tf from '@tensorflow/tfjs';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';
import { Slots } from './slots.ts';

export interface RmspropOptions {
  readonly rho: number;
  readonly momentum: number;
  readonly epsilon: number;
}

/** RMSprop (Hinton 2012), epsilon inside the root. Reference: keras/src/optimizers/rmsprop.py. */
export class Rmsprop implements GradientOptimizer {
  readonly #options: RmspropOptions;
  readonly #squares: Slots;
  readonly #velocities: Slots;

  constructor(options: RmspropOptions, memory?: OptimizerMemory) {
    this.#options = options;
    this.#squares = new Slots(0, memory?.slots[0]);
    this.#velocities = new Slots(0, memory?.slots[1]);
  }

  get slots(): readonly (readonly tf.Tensor[])[] {
    const squares = this.#squares.tensors;
    return this.#options.momentum === 0 ? [squares] : [squares, this.#velocities.tensors];
  }

  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    const { rho, momentum, epsilon } = this.#options;
    for (const { variable, gradient } of updates) {
      const square = this.#squares.of(variable);
      square.assign(tf.add(tf.mul(square, rho), tf.mul(tf.square(gradient), 1 - rho)));
      const increment = tf.mul(tf.mul(gradient, learningRate), tf.rsqrt(tf.add(square, epsilon)));
      if (momentum === 0) {
        variable.assign(tf.sub(variable, increment));
        continue;
      }
      const velocity = this.#velocities.of(variable);
      velocity.assign(tf.add(tf.mul(velocity, momentum), increment));
      variable.assign(tf.sub(variable, velocity));
    }
  }

  dispose(): void {
    this.#squares.dispose();
    this.#velocities.dispose();
  }
}
