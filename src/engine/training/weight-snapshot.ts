/** A copy of a network's weights, to go back to. */
import * as tf from '@tensorflow/tfjs';

export class WeightSnapshot {
  readonly #variables: readonly tf.Variable[];
  readonly #copies: readonly tf.Tensor[];

  /** Copies the variables as they are, or takes the values that are given, one list a variable. */
  constructor(variables: readonly tf.Variable[], values?: readonly Float32Array[]) {
    this.#variables = variables;
    // A clone would share its buffer with the variable, and a fused optimizer may write into that buffer.
    this.#copies = tf.tidy(() =>
      variables.map((variable, index) => {
        const given = values?.[index];
        return given === undefined ? tf.mul(variable, 1) : tf.tensor(given, variable.shape);
      }),
    );
  }

  /** The copies, in the variables' order; they stay the snapshot's. */
  get tensors(): readonly tf.Tensor[] {
    return this.#copies;
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
