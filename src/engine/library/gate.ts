/** Lets work through while the sum of its weights stays within a capacity; the rest waits in order. */
export class Gate {
  readonly #capacity: number;
  #held = 0;
  readonly #waiting: { readonly weight: number; readonly enter: () => void }[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Work heavier than the capacity goes through alone. */
  async run<Value>(weight: number, work: () => Promise<Value>): Promise<Value> {
    const share = Math.min(weight, this.#capacity);
    if (this.#waiting.length > 0 || this.#held + share > this.#capacity) {
      await new Promise<void>((enter) => this.#waiting.push({ weight: share, enter }));
    } else {
      this.#held += share;
    }
    try {
      return await work();
    } finally {
      this.#held -= share;
      this.#admit();
    }
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined && this.#held + next.weight <= this.#capacity; ) {
      this.#waiting.shift();
      this.#held += next.weight;
      next.enter();
      next = this.#waiting[0];
    }
  }
}
