/** The weights to go back to when a loss is no number any more. */
import type * as tf from '@tensorflow/tfjs';
import { WeightSnapshot } from './weight-snapshot.ts';

/** Weights whose loss is still on its way from the device. Exactly one of the two is called. */
export interface Candidate {
  readonly confirm: () => void;
  readonly reject: () => void;
}

export class LastGoodWeights {
  readonly #variables: readonly tf.Variable[];
  #trusted: WeightSnapshot;
  #isDisposed = false;

  /** The weights as they are now count as good. */
  constructor(variables: readonly tf.Variable[]) {
    this.#variables = variables;
    this.#trusted = new WeightSnapshot(variables);
  }

  /**
   * Copies the weights as they are now. To be asked before a step: its loss is computed from these weights, and only a
   * finite one vouches for them.
   */
  propose(): Candidate {
    const weights = new WeightSnapshot(this.#variables);
    const reject = () => weights.dispose();
    const confirm = () => {
      if (this.#isDisposed) return reject();
      this.#trusted.dispose();
      this.#trusted = weights;
    };
    return { confirm, reject };
  }

  restore(): void {
    this.#trusted.restore();
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#trusted.dispose();
  }
}
