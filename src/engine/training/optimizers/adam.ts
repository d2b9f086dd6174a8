import * as tf from '@tensorflow/tfjs';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';
import { Slots } from './slots.ts';

export interface AdamOptions {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** AdamW's decoupled decay (Loshchilov and Hutter 2019); 0 for Adam. */
  readonly weightDecay: number;
}

/**
 * Adam (Kingma and Ba 2015) with Keras's placement of epsilon: both biases are corrected in the rate, and epsilon is
 * added to the uncorrected root. Reference: keras/src/optimizers/adam.py, adamw.py.
 */
export class Adam implements GradientOptimizer {
  readonly #options: AdamOptions;
  readonly #means: Slots;
  readonly #squares: Slots;
  #step: number;

  constructor(options: AdamOptions, memory?: OptimizerMemory) {
    this.#options = options;
    this.#means = new Slots(0, memory?.slots[0]);
    this.#squares = new Slots(0, memory?.slots[1]);
    this.#step = memory?.step ?? 0;
  }

  get slots(): readonly (readonly tf.Tensor[])[] {
    return [this.#means.tensors, this.#squares.tensors];
  }

  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    const { beta1, beta2, epsilon, weightDecay } = this.#options;
    this.#step++;
    const corrected = (learningRate * Math.sqrt(1 - beta2 ** this.#step)) / (1 - beta1 ** this.#step);
    const [rate, toMean, toSquare, offset] = [corrected, 1 - beta1, 1 - beta2, epsilon].map((value) =>
      tf.scalar(value),
    ) as [tf.Scalar, tf.Scalar, tf.Scalar, tf.Scalar];
    for (const { variable, gradient } of updates) {
      if (weightDecay > 0) variable.assign(tf.sub(variable, tf.mul(variable, weightDecay * learningRate)));
      const mean = this.#means.of(variable);
      const square = this.#squares.of(variable);
      mean.assign(tf.add(mean, tf.mul(tf.sub(gradient, mean), toMean)));
      square.assign(tf.add(square, tf.mul(tf.sub(tf.square(gradient), square), toSquare)));
      variable.assign(tf.sub(variable, tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), offset))));
    }
  }

  dispose(): void {
    this.#means.dispose();
    this.#squares.dispose();
  }
}
