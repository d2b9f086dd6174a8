/** What an optimizer remembers of each variable between steps: a tensor of the variable's shape. */
import * as tf from '@tensorflow/tfjs';

export class Slots {
  readonly #initialValue: number;
  readonly #byVariable = new Map<number, tf.Variable>();

  constructor(initialValue = 0) {
    this.#initialValue = initialValue;
  }

  /** The slot of this variable, made at its first use. */
  of({ id, shape }: tf.Variable): tf.Variable {
    let slot = this.#byVariable.get(id);
    if (slot === undefined) {
      slot = tf.tidy(() => tf.variable(tf.fill(shape, this.#initialValue), false));
      this.#byVariable.set(id, slot);
    }
    return slot;
  }

  dispose(): void {
    for (const slot of this.#byVariable.values()) slot.dispose();
    this.#byVariable.clear();
  }
}
