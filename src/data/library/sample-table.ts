/**
 * The samples of an open data set in memory: growing columns, one place a sample. A sample's id is its place, for ever;
 * deleted samples keep theirs. Knows which chunks have changed since they were last taken for saving.
 */
import { HashIndex, isHashAt } from './hash-index.ts';
import { emptyChunk, hashBytes, type SampleChunk, samplesPerChunk } from './sample-chunk.ts';

export interface NewSample {
  readonly classId: number;
  readonly split: number;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly bytes: number;
  /** SHA-256 of the original file. */
  readonly hash: Uint8Array;
  readonly name: string;
}

/** What an edit may change of every sample; a snapshot of it undoes edits. */
export interface EditableColumns {
  readonly classIds: Uint16Array;
  readonly splits: Uint8Array;
  readonly deleted: Uint8Array;
}

export class SampleTable {
  #columns = emptyChunk(samplesPerChunk);
  #length = 0;
  /** The first sample of each hash. */
  readonly #firstByHash = new HashIndex((id, hash) => isHashAt(this.#columns.hashes, id, hash));
  /** Of pictures that are there more than once, deleted copies among them: all ids, by the first. */
  readonly #repeats = new Map<number, number[]>();
  readonly #changed = new Set<number>();

  /** Samples, the deleted ones too: ids lie below. */
  get length(): number {
    return this.#length;
  }

  /** Fills an empty table with stored chunks, in order. */
  load(chunks: readonly SampleChunk[]): void {
    for (const chunk of chunks) {
      for (let place = 0; place < chunk.names.length; place++) {
        this.#append({
          classId: chunk.classIds[place] ?? 0,
          split: chunk.splits[place] ?? 0,
          width: chunk.widths[place] ?? 0,
          height: chunk.heights[place] ?? 0,
          channels: chunk.channels[place] ?? 0,
          bytes: chunk.bytes[place] ?? 0,
          hash: chunk.hashes.subarray(place * hashBytes, (place + 1) * hashBytes),
          name: chunk.names[place] ?? '',
        });
        this.#columns.deleted[this.#length - 1] = chunk.deleted[place] ?? 0;
      }
    }
  }

  /** Gives the new sample's id. */
  append(sample: NewSample): number {
    this.#append(sample);
    const id = this.#length - 1;
    this.#changed.add(Math.floor(id / samplesPerChunk));
    return id;
  }

  #append({ classId, split, width, height, channels, bytes, hash, name }: NewSample): void {
    if (this.#length === this.#columns.names.length) this.#grow();
    const id = this.#length++;
    const columns = this.#columns;
    columns.classIds[id] = classId;
    columns.splits[id] = split;
    columns.widths[id] = width;
    columns.heights[id] = height;
    columns.channels[id] = channels;
    columns.bytes[id] = bytes;
    columns.hashes.set(hash, id * hashBytes);
    columns.names[id] = name;
    const first = this.#firstByHash.find(hash);
    if (first === undefined) this.#firstByHash.add(hash, id);
    else this.#repeats.set(first, [...(this.#repeats.get(first) ?? [first]), id]);
  }

  #grow(): void {
    const grown = emptyChunk(this.#columns.names.length * 2);
    const { version: _, names, ...numbers } = this.#columns;
    for (const [name, column] of Object.entries(numbers)) grown[name as keyof typeof numbers].set(column);
    for (const [place, name] of names.entries()) grown.names[place] = name;
    this.#columns = grown;
  }

  /** Samples in use with this hash. */
  withHash(hash: Uint8Array): readonly number[] {
    const first = this.#firstByHash.find(hash);
    return first === undefined ? [] : this.#copies(first);
  }

  #copies(first: number): readonly number[] {
    return (this.#repeats.get(first) ?? [first]).filter((id) => !this.isDeleted(id));
  }

  /** Groups of two and more samples in use that are the same picture. */
  duplicates(): readonly (readonly number[])[] {
    return [...this.#repeats.keys()].map((first) => this.#copies(first)).filter(({ length }) => length > 1);
  }

  isDeleted(id: number): boolean {
    return this.#columns.deleted[id] !== 0;
  }

  hasSample(id: number): boolean {
    return Number.isInteger(id) && id >= 0 && id < this.#length && !this.isDeleted(id);
  }

  hash(id: number): Uint8Array {
    return this.#columns.hashes.subarray(id * hashBytes, (id + 1) * hashBytes);
  }

  /** Ids of the samples in use, in order. */
  ids(): Uint32Array {
    const ids = new Uint32Array(this.#length);
    let count = 0;
    for (let id = 0; id < this.#length; id++) if (!this.isDeleted(id)) ids[count++] = id;
    return count === ids.length ? ids : ids.slice(0, count);
  }

  /** Views of the columns as they are now, one place an id. Whoever keeps them copies. */
  columns(): Readonly<Omit<SampleChunk, 'version' | 'names'>> {
    const { version: _, names: __, hashes, ...rest } = this.#columns;
    return {
      classIds: rest.classIds.subarray(0, this.#length),
      splits: rest.splits.subarray(0, this.#length),
      deleted: rest.deleted.subarray(0, this.#length),
      widths: rest.widths.subarray(0, this.#length),
      heights: rest.heights.subarray(0, this.#length),
      channels: rest.channels.subarray(0, this.#length),
      bytes: rest.bytes.subarray(0, this.#length),
      hashes: hashes.subarray(0, this.#length * hashBytes),
    };
  }

  name(id: number): string {
    return this.#columns.names[id] ?? '';
  }

  classId(id: number): number {
    return this.#columns.classIds[id] ?? 0;
  }

  editable(): EditableColumns {
    const { classIds, splits, deleted } = this.#columns;
    return {
      classIds: classIds.slice(0, this.#length),
      splits: splits.slice(0, this.#length),
      deleted: deleted.slice(0, this.#length),
    };
  }

  /** Puts columns of the table's length in place of the present ones. */
  edit(next: EditableColumns): void {
    const { classIds, splits, deleted } = this.#columns;
    for (let id = 0; id < this.#length; id++) {
      const isSame =
        classIds[id] === next.classIds[id] && splits[id] === next.splits[id] && deleted[id] === next.deleted[id];
      if (!isSame) this.#changed.add(Math.floor(id / samplesPerChunk));
    }
    classIds.set(next.classIds);
    splits.set(next.splits);
    deleted.set(next.deleted);
  }

  /** The chunks that changed since the last call, by their number. Call `keepChanged` with them where saving fails. */
  takeChanged(): readonly (readonly [number: number, chunk: SampleChunk])[] {
    const numbers = [...this.#changed].sort((one, other) => one - other);
    this.#changed.clear();
    return numbers.map((number) => [number, this.#chunk(number)]);
  }

  keepChanged(numbers: readonly number[]): void {
    for (const number of numbers) this.#changed.add(number);
  }

  #chunk(number: number): SampleChunk {
    const start = number * samplesPerChunk;
    const end = Math.min(start + samplesPerChunk, this.#length);
    const { version, classIds, splits, deleted, widths, heights, channels, bytes, hashes, names } = this.#columns;
    return {
      version,
      classIds: classIds.slice(start, end),
      splits: splits.slice(start, end),
      deleted: deleted.slice(start, end),
      widths: widths.slice(start, end),
      heights: heights.slice(start, end),
      channels: channels.slice(start, end),
      bytes: bytes.slice(start, end),
      hashes: hashes.slice(start * hashBytes, end * hashBytes),
      names: names.slice(start, end),
    };
  }
}
