import { MultiVariableOptimizer, type UpdateRule } from '../../kernels/index.ts';
import type { GradientOptimizer, VariableGradient } from './gradient-optimizer.ts';

/** An optimizer by our WebGPU kernels: all variables in a few dispatches, where they lie. */
export class FusedOptimizer implements GradientOptimizer {
  readonly #rule: UpdateRule;
  #optimizer: MultiVariableOptimizer | null = null;

  constructor(rule: UpdateRule) {
    this.#rule = rule;
  }

  /** The variables must be the same at every step, in the same order. */
  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    this.#optimizer ??= new MultiVariableOptimizer(
      updates.map(({ variable }) => variable),
      this.#rule,
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
