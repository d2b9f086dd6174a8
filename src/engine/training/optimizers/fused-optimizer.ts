import type * as tf from '@tensorflow/tfjs';
import { MultiVariableOptimizer, type UpdateRule } from '../../kernels/index.ts';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';

/** An optimizer by our WebGPU kernels: all variables in a few dispatches, where they lie. */
export class FusedOptimizer implements GradientOptimizer {
  readonly #rule: UpdateRule;
  readonly #memory: OptimizerMemory | undefined;
  #optimizer: MultiVariableOptimizer | null = null;

  constructor(rule: UpdateRule, memory?: OptimizerMemory) {
    this.#rule = rule;
    this.#memory = memory;
  }

  get slots(): readonly (readonly tf.Tensor[])[] {
    return this.#optimizer?.slotsByKind ?? [];
  }

  /** The variables must be the same at every step, in the same order. */
  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    this.#optimizer ??= new MultiVariableOptimizer(
      updates.map(({ variable }) => variable),
      this.#rule,
      this.#memory,
    );
    this.#optimizer.applyGradients(
      updates.map(({ gradient }) => gradient),
      learningRate,
    );
  }

  dispose(): void {
    this.#optimizer?.dispose();
    this.#optimizer = null;
  }
}
