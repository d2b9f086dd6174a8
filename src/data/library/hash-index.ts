/**
 * Finds rows by their hashes, where the hashes lie in columns already: a row and four bytes of its hash for each, where a
 * `Map` of hashes as texts takes some 200 bytes. Open addressing; hashes are evenly spread as they are.
 */
const empty = -1;
const fewestSlots = 1024;

export class HashIndex {
  readonly #isAt: (row: number, hash: Uint8Array) => boolean;
  #rows = new Int32Array(fewestSlots).fill(empty);
  /** The first four bytes of the row's hash. */
  #beginnings = new Uint32Array(fewestSlots);
  #size = 0;

  /** @param isAt whether a row that was added has this hash */
  constructor(isAt: (row: number, hash: Uint8Array) => boolean) {
    this.#isAt = isAt;
  }

  /** The row that was added with this hash; undefined where there is none. */
  find(hash: Uint8Array): number | undefined {
    const row = this.#rows[this.#slotOf(hash)];
    return row === empty ? undefined : row;
  }

  /** Has to be called with hashes that are not found. */
  add(hash: Uint8Array, row: number): void {
    if (2 * (this.#size + 1) > this.#rows.length) this.#grow();
    this.#put(this.#slotOf(hash), row, beginningOf(hash));
    this.#size++;
  }

  /** Where the hash is, or the free slot where it would be. */
  #slotOf(hash: Uint8Array): number {
    const beginning = beginningOf(hash);
    const last = this.#rows.length - 1;
    for (let slot = beginning & last; ; slot = (slot + 1) & last) {
      const row = this.#rows[slot] ?? empty;
      if (row === empty || (this.#beginnings[slot] === beginning && this.#isAt(row, hash))) return slot;
    }
  }

  #put(slot: number, row: number, beginning: number): void {
    this.#rows[slot] = row;
    this.#beginnings[slot] = beginning;
  }

  #grow(): void {
    const [rows, beginnings] = [this.#rows, this.#beginnings];
    const last = 2 * rows.length - 1;
    this.#rows = new Int32Array(last + 1).fill(empty);
    this.#beginnings = new Uint32Array(last + 1);
    for (let old = 0; old < rows.length; old++) {
      const [row = empty, beginning = 0] = [rows[old], beginnings[old]];
      if (row === empty) continue;
      let slot = beginning & last;
      while (this.#rows[slot] !== empty) slot = (slot + 1) & last;
      this.#put(slot, row, beginning);
    }
  }
}

function beginningOf(hash: Uint8Array): number {
  return (((hash[0] ?? 0) << 24) | ((hash[1] ?? 0) << 16) | ((hash[2] ?? 0) << 8) | (hash[3] ?? 0)) >>> 0;
}

/** Whether a column of hashes has this one at the row; `hash` is as long as each of them. */
export function isHashAt(hashes: Uint8Array, row: number, hash: Uint8Array): boolean {
  const start = row * hash.length;
  for (let place = 0; place < hash.length; place++) if (hashes[start + place] !== hash[place]) return false;
  return true;
}
