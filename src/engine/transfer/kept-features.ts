/**
 * One base's features by the content of their pictures, kept in files for the next visit: some dozens of pictures a file,
 * so that new ones are added without writing the others again. What is held in memory is only where each picture's lie.
 */
import { hexOf } from '#data/library/hex.ts';
import type { FileStore } from '#storage/file-store.ts';

const hashBytes = 32;
const headerBytes = 8;
const bytesPerNumber = 4;

interface Place {
  readonly content: Blob;
  /** In bytes. */
  readonly offset: number;
}

/** A picture's hash and its features. */
export type FeatureRow = readonly [hash: string, values: Float32Array];

/** Where features outlive the visit. */
interface FeaturesFolder {
  readonly files: FileStore;
  readonly path: string;
  /** Says in the folder what lies there; called before the first file is written. */
  announce(): Promise<void>;
}

/** How many pictures' features a file of so many bytes holds, each of `size` numbers. */
export function picturesIn(fileBytes: number, size: number): number {
  return Math.floor(Math.max(0, fileBytes - headerBytes) / (hashBytes + size * bytesPerNumber));
}

export class KeptFeatures {
  readonly #places = new Map<string, Place>();
  readonly #size: number;
  readonly #folder: FeaturesFolder | undefined;

  /** `size` is how many numbers a picture's features are. Without a folder, features outlive no visit. */
  constructor(size: number, folder?: FeaturesFolder) {
    this.#size = size;
    this.#folder = folder;
  }

  has(hash: string): boolean {
    return this.#places.has(hash);
  }

  get pictures(): number {
    return this.#places.size;
  }

  get bytes(): number {
    return this.#places.size * this.#size * bytesPerNumber;
  }

  /** Takes in what a file holds; nothing where it is not one of these features. */
  async take(content: Blob): Promise<void> {
    if (content.size < headerBytes) return;
    const [count = 0, size] = new Uint32Array(await content.slice(0, headerBytes).arrayBuffer());
    const hashesEnd = headerBytes + count * hashBytes;
    if (size !== this.#size || content.size !== hashesEnd + count * size * bytesPerNumber) return;
    const hashes = new Uint8Array(await content.slice(headerBytes, hashesEnd).arrayBuffer());
    for (let row = 0; row < count; row++) {
      const hash = hexOf(hashes.subarray(row * hashBytes, (row + 1) * hashBytes));
      this.#places.set(hash, { content, offset: hashesEnd + row * size * bytesPerNumber });
    }
  }

  /** Keeps these pictures' features for the next visit. Where the disk is full they stay in memory. */
  async add(rows: readonly FeatureRow[]): Promise<void> {
    if (rows.length === 0) return;
    const hashesEnd = headerBytes + rows.length * hashBytes;
    const bytes = new Uint8Array(hashesEnd + rows.length * this.#size * bytesPerNumber);
    new Uint32Array(bytes.buffer, 0, 2).set([rows.length, this.#size]);
    const values = new Float32Array(bytes.buffer, hashesEnd);
    for (const [row, [hash, features]] of rows.entries()) {
      bytes.set(bytesOfHex(hash), headerBytes + row * hashBytes);
      values.set(features, row * this.#size);
    }
    await this.take((await this.#written(bytes)) ?? new Blob([bytes]));
  }

  /** Of pictures that are all known, in this order. */
  async read(hashes: readonly string[]): Promise<Float32Array[]> {
    const whole = new Map<Blob, Promise<ArrayBuffer>>();
    const wanted = new Map<Blob, number>();
    for (const hash of hashes) {
      const { content } = this.#placeOf(hash);
      wanted.set(content, (wanted.get(content) ?? 0) + 1);
    }
    const bytesOfRow = this.#size * bytesPerNumber;
    const row = async (hash: string) => {
      const { content, offset } = this.#placeOf(hash);
      const isMostWanted = 4 * (wanted.get(content) ?? 0) * bytesOfRow > content.size;
      if (!isMostWanted) return new Float32Array(await content.slice(offset, offset + bytesOfRow).arrayBuffer());
      const reading = whole.get(content) ?? content.arrayBuffer();
      whole.set(content, reading);
      return new Float32Array(await reading, offset, this.#size);
    };
    return Promise.all(hashes.map(row));
  }

  #placeOf(hash: string): Place {
    const place = this.#places.get(hash);
    if (place === undefined) throw new Error('Assertion failed: the features of a picture are known');
    return place;
  }

  async #written(bytes: Uint8Array): Promise<Blob | undefined> {
    if (this.#folder === undefined) return undefined;
    const { files, path: folder, announce } = this.#folder;
    const path = `${folder}/${await contentHash(bytes)}`;
    try {
      await announce();
      await files.write(path, bytes);
      return await files.read(path);
    } catch {
      return undefined;
    }
  }
}

/** SHA-256 of a picture's bytes, hexadecimal. */
export async function contentHash(bytes: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
