/** What an optimizer remembers of each variable between steps: a tensor of the variable's shape. */
import * as tf from '@tensorflow/tfjs';

export class Slots {
  readonly #initialValue: number;
  readonly #byVariable = new Map<number, tf.Variable>();
  /** What the slots still to be made begin with. */
  #given: Float32Array;

  /** `given` holds what slots begin with, those of all variables one behind the other in the order of their first use. */
  constructor(initialValue = 0, given?: Float32Array) {
    this.#initialValue = initialValue;
    this.#given = given ?? new Float32Array(0);
  }

  /** In the order of the variables' first use. */
  get tensors(): readonly tf.Tensor[] {
    return [...this.#byVariable.values()];
  }

  /** The slot of this variable, made at its first use. */
  of({ id, shape, size }: tf.Variable): tf.Variable {
    let slot = this.#byVariable.get(id);
    if (slot === undefined) {
      const given = this.#given.subarray(0, size);
      this.#given = this.#given.subarray(given.length);
      const start = () =>
        given.length === size ? tf.tensor(given.slice(), shape) : tf.fill(shape, this.#initialValue);
      slot = tf.tidy(() => tf.variable(start(), false));
      this.#byVariable.set(id, slot);
    }
    return slot;
  }

  dispose(): void {
    for (const slot of this.#byVariable.values()) slot.dispose();
    this.#byVariable.clear();
  }
}
