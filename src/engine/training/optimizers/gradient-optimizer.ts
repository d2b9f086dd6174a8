/** What an optimizer is to the training loop, so that fused GPU kernels can stand in for the generic ones. */
import type * as tf from '@tensorflow/tfjs';

export interface VariableGradient {
  readonly variable: tf.Variable;
  /** Of the variable's shape. */
  readonly gradient: tf.Tensor;
}

export interface GradientOptimizer {
  /** Changes every variable once, by its gradient. Called inside `tf.tidy`; does not dispose the gradients. */
  applyGradients(updates: readonly VariableGradient[], learningRate: number): void;
  /** Frees what it keeps between steps (momenta and the like). */
  dispose(): void;
}
