/** Features by the content of their pictures: in memory for the base at hand, in a file for the next visit. */
import { hexOf } from '#data/library/hex.ts';
import type { FileStore } from '#storage/file-store.ts';

const hashBytes = 32;
const headerBytes = 8;

/** One base's features, by picture. */
export type KnownFeatures = Map<string, Float32Array>;

export class FeatureCache {
  readonly #files: FileStore | undefined;
  #key = '';
  #known: KnownFeatures = new Map();

  /** Without files, features outlive no visit. */
  constructor(files?: FileStore) {
    this.#files = files;
  }

  /** What is known under this base, layer and preprocessing, each of `size` numbers. Only one key is held in memory. */
  async open(key: string, size: number): Promise<KnownFeatures> {
    if (this.#key !== key) {
      this.#key = key;
      this.#known = (await this.#read(key, size).catch(() => null)) ?? new Map();
    }
    return this.#known;
  }

  /** Keeps these pictures' features for the next visit. Where the disk is full they stay in memory alone. */
  async keep(hashes: readonly string[], size: number): Promise<void> {
    const kept = [...new Set(hashes)].filter((hash) => this.#known.has(hash));
    const bytes = new Uint8Array(headerBytes + kept.length * (hashBytes + size * 4));
    new Uint32Array(bytes.buffer, 0, 2).set([kept.length, size]);
    const values = new Float32Array(bytes.buffer, headerBytes + kept.length * hashBytes, kept.length * size);
    for (const [row, hash] of kept.entries()) {
      bytes.set(bytesOfHex(hash), headerBytes + row * hashBytes);
      values.set(this.#known.get(hash) ?? [], row * size);
    }
    await this.#files?.write(await pathOf(this.#key), bytes).catch(() => undefined);
  }

  async #read(key: string, size: number): Promise<KnownFeatures | null> {
    const file = await this.#files?.read(await pathOf(key));
    if (file === undefined || file.size < headerBytes) return null;
    const buffer = await file.arrayBuffer();
    const [count = 0, stored] = new Uint32Array(buffer, 0, 2);
    if (stored !== size || buffer.byteLength !== headerBytes + count * (hashBytes + size * 4)) return null;
    const known: KnownFeatures = new Map();
    for (let row = 0; row < count; row++) {
      const hash = hexOf(new Uint8Array(buffer, headerBytes + row * hashBytes, hashBytes));
      known.set(hash, new Float32Array(buffer, headerBytes + count * hashBytes + row * size * 4, size));
    }
    return known;
  }
}

/** SHA-256 of a picture's bytes, hexadecimal. */
export async function contentHash(bytes: Uint8Array): Promise<string> {
  return hexOf(new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))));
}

async function pathOf(key: string): Promise<string> {
  return `features/${await contentHash(new TextEncoder().encode(key))}`;
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
