/** Variables that learn at different rates: an optimizer for each rate, all doing their steps together. */
import type * as tf from '@tensorflow/tfjs';
import type { GradientOptimizer, OptimizerMemory, VariableGradient } from './gradient-optimizer.ts';

interface RateGroup {
  readonly multiplier: number;
  readonly optimizer: GradientOptimizer;
}

export class RateGroups implements GradientOptimizer {
  readonly #create: (memory?: OptimizerMemory) => GradientOptimizer;
  readonly #multiplierOf: (variable: tf.Variable) => number;
  readonly #memory: OptimizerMemory | undefined;
  #groups: readonly RateGroup[] | null = null;

  /**
   * `create` makes an optimizer of a group's own; `multiplierOf` says how many times the step's rate a variable learns at.
   * The memory is one that `slots` of an optimizer for the same variables gave.
   */
  constructor(
    create: (memory?: OptimizerMemory) => GradientOptimizer,
    multiplierOf: (variable: tf.Variable) => number,
    memory?: OptimizerMemory,
  ) {
    this.#create = create;
    this.#multiplierOf = multiplierOf;
    this.#memory = memory;
  }

  /** By kind of slot, group after group, and in each group in the variables' order. */
  get slots(): readonly (readonly tf.Tensor[])[] {
    const [first, ...others] = this.#groups ?? [];
    return (first?.optimizer.slots ?? []).map((own, kind) => [
      ...own,
      ...others.flatMap(({ optimizer }) => optimizer.slots[kind] ?? []),
    ]);
  }

  applyGradients(updates: readonly VariableGradient[], learningRate: number): void {
    this.#groups ??= this.#makeGroups(updates);
    for (const { multiplier, optimizer } of this.#groups) {
      const own = updates.filter(({ variable }) => this.#multiplierOf(variable) === multiplier);
      optimizer.applyGradients(own, learningRate * multiplier);
    }
  }

  dispose(): void {
    for (const { optimizer } of this.#groups ?? []) optimizer.dispose();
    this.#groups = null;
  }

  #makeGroups(updates: readonly VariableGradient[]): readonly RateGroup[] {
    const sizes = new Map<number, number>();
    for (const { variable } of updates) {
      const multiplier = this.#multiplierOf(variable);
      sizes.set(multiplier, (sizes.get(multiplier) ?? 0) + variable.size);
    }
    let offset = 0;
    return [...sizes].map(([multiplier, size]) => {
      const from = offset;
      offset += size;
      if (this.#memory === undefined) return { multiplier, optimizer: this.#create() };
      const { step, slots } = this.#memory;
      return {
        multiplier,
        optimizer: this.#create({ step, slots: slots.map((values) => values.subarray(from, from + size)) }),
      };
    });
  }
}
