/** A copy of a network's weights, to go back to. */
import * as tf from '@tensorflow/tfjs';

export class WeightSnapshot {
  readonly #variables: readonly tf.Variable[];
  readonly #copies: readonly tf.Tensor[];

  constructor(variables: readonly tf.Variable[]) {
    this.#variables = variables;
    // A clone would share its buffer with the variable, and a fused optimizer may write into that buffer.
    this.#copies = tf.tidy(() => variables.map((variable) => tf.mul(variable, 1)));
  }

  /** Puts the weights back; the snapshot stays usable. */
  restore(): void {
    tf.tidy(() => {
      for (const [index, variable] of this.#variables.entries()) {
        variable.assign(tf.mul(this.#copies[index] as tf.Tensor, 1));
      }
    });
  }

  dispose(): void {
    tf.dispose([...this.#copies]);
  }
}
