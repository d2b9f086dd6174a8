/** What an optimizer is to the training loop, so that fused GPU kernels can stand in for the generic ones. */
import type * as tf from '@tensorflow/tfjs';

export interface VariableGradient {
  readonly variable: tf.Variable;
  /** Of the variable's shape. */
  readonly gradient: tf.Tensor;
}

/** What an optimizer goes on from. */
export interface OptimizerMemory {
  /** Steps done. */
  readonly step: number;
  /** A list a kind of slot, in it the slots of all variables one behind the other, in their order. */
  readonly slots: readonly Float32Array[];
}

export interface GradientOptimizer {
  /** What it keeps between steps, by kind of slot, each in the variables' order; none before its first step. Its own. */
  readonly slots: readonly (readonly tf.Tensor[])[];
  /** Changes every variable once, by its gradient. Called inside `tf.tidy`; does not dispose the gradients. */
  applyGradients(updates: readonly VariableGradient[], learningRate: number): void;
  /** Frees what it keeps between steps (momenta and the like). */
  dispose(): void;
}
