/** Sets of the integers 0 … count-1 that only ever merge: union by size, with the paths to the roots halved on the way. */
export class DisjointSets {
  readonly count: number;
  readonly #parents: Int32Array;
  readonly #sizes: Int32Array;

  /** Begins with every integer in a set of its own. */
  constructor(count: number) {
    this.count = count;
    this.#parents = Int32Array.from({ length: count }, (_, index) => index);
    this.#sizes = new Int32Array(count).fill(1);
  }

  /** The root of the set that holds `member`: the same for all its members, until the set is merged. */
  find(member: number): number {
    let node = member;
    let parent = this.#parents[node] ?? node;
    while (parent !== node) {
      const grandparent = this.#parents[parent] ?? parent;
      this.#parents[node] = grandparent;
      node = grandparent;
      parent = this.#parents[node] ?? node;
    }
    return node;
  }

  /** Merges two different sets, given by their roots, and returns the root of the result. */
  join(a: number, b: number): number {
    const [root, child] = this.sizeOf(a) >= this.sizeOf(b) ? [a, b] : [b, a];
    this.#parents[child] = root;
    this.#sizes[root] = this.sizeOf(a) + this.sizeOf(b);
    return root;
  }

  /** How many integers a set holds, given by its root. */
  sizeOf(root: number): number {
    return this.#sizes[root] ?? 0;
  }
}
