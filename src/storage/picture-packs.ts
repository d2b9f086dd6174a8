/**
 * Small pictures by the hundred in one file: making a file costs more than filling it, so that 70,000 of their own would
 * take minutes. A pack is never changed. It holds the pictures' bytes one after another, then 36 bytes for each (its hash
 * and how many bytes it has), then how many there are and a mark.
 */
import { present } from '#base/assert.ts';
import { HashIndex, isHashAt } from '#data/library/hash-index.ts';
import { bytesOfHex, hexOf } from '#data/library/hex.ts';
import { hashBytes } from '#data/library/sample-chunk.ts';
import type { FileStore } from './file-store.ts';

export interface KeptPicture {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A pack's table in columns, a place a picture, since there may be hundreds of thousands in all packs. */
interface Pack {
  readonly file: Blob;
  readonly hashes: Uint8Array;
  /** Where each ends in the file; each begins where the one before ends. */
  readonly ends: Uint32Array;
}

const folder = 'packs';
const entryBytes = hashBytes + 4;
const tailBytes = 8;
const mark = 0x314b4350;

function contentOf(pictures: readonly KeptPicture[]): Uint8Array {
  const tableAt = pictures.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const content = new Uint8Array(tableAt + pictures.length * entryBytes + tailBytes);
  const view = new DataView(content.buffer);
  let start = 0;
  for (const [index, { hash, bytes }] of pictures.entries()) {
    content.set(bytes, start);
    start += bytes.length;
    const entry = tableAt + index * entryBytes;
    content.set(bytesOfHex(hash), entry);
    view.setUint32(entry + hashBytes, bytes.length, true);
  }
  view.setUint32(content.length - tailBytes, pictures.length, true);
  view.setUint32(content.length - 4, mark, true);
  return content;
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

/** Null where the file is not a whole pack. */
async function readPack(file: Blob): Promise<Pack | null> {
  if (file.size < tailBytes) return null;
  const tail = new DataView((await bytesOf(file.slice(file.size - tailBytes))).buffer);
  const count = tail.getUint32(0, true);
  const tableAt = file.size - tailBytes - count * entryBytes;
  if (tail.getUint32(4, true) !== mark || tableAt < 0) return null;
  const table = await bytesOf(file.slice(tableAt, file.size - tailBytes));
  const view = new DataView(table.buffer);
  const hashes = new Uint8Array(count * hashBytes);
  const ends = new Uint32Array(count);
  let end = 0;
  for (let index = 0; index < count; index++) {
    const entry = index * entryBytes;
    end += view.getUint32(entry + hashBytes, true);
    ends[index] = end;
    hashes.set(table.subarray(entry, entry + hashBytes), index * hashBytes);
  }
  return end === tableAt ? { file, hashes, ends } : null;
}

/** Pictures of many packs, each by a row of its own. */
class PackedPictures {
  readonly #packs: { readonly path: string; readonly pack: Pack; readonly firstRow: number }[] = [];
  /** By row: the place of its pack. */
  readonly #packOf: number[] = [];
  readonly #index = new HashIndex((row, hash) => {
    const { pack, firstRow } = this.#at(row);
    return isHashAt(pack.hashes, row - firstRow, hash);
  });

  add(path: string, pack: Pack): void {
    const firstRow = this.#packOf.length;
    const place = this.#packs.push({ path, pack, firstRow }) - 1;
    for (let index = 0; index < pack.ends.length; index++) {
      const row = this.#packOf.push(place) - 1;
      const hash = pack.hashes.subarray(index * hashBytes, (index + 1) * hashBytes);
      if (this.#index.find(hash) === undefined) this.#index.add(hash, row);
    }
  }

  #at(row: number) {
    return present(this.#packs[this.#packOf[row] ?? -1], 'every row is of a pack');
  }

  find(hash: string): { readonly path: string; readonly picture: Blob } | undefined {
    const bytes = bytesOfHex(hash);
    const row = bytes.length === hashBytes ? this.#index.find(bytes) : undefined;
    if (row === undefined) return undefined;
    const { path, pack, firstRow } = this.#at(row);
    const index = row - firstRow;
    return { path, picture: pack.file.slice(pack.ends[index - 1] ?? 0, pack.ends[index]) };
  }
}

export class PicturePacks {
  readonly #files: FileStore;
  /** By path; null for a file that is none. */
  readonly #packs = new Map<string, Pack | null>();
  #pictures = new PackedPictures();
  #looking: Promise<void> | null = null;

  constructor(files: FileStore) {
    this.#files = files;
  }

  /** Of what this object knows: `look` first where another may have written. */
  known(hash: string): Blob | undefined {
    return this.#pictures.find(hash)?.picture;
  }

  /** Learns of packs that were written or removed since, here or elsewhere. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<void> {
    const there = new Set((await this.#files.list(folder)).map(({ path }) => path));
    this.#forget([...this.#packs.keys()].filter((path) => !there.has(path)));
    for (const path of there) {
      if (this.#packs.has(path)) continue;
      const file = await this.#files.read(path);
      if (file) this.#learn(path, await readPack(file));
    }
  }

  #learn(path: string, pack: Pack | null): void {
    this.#packs.set(path, pack);
    if (pack) this.#pictures.add(path, pack);
  }

  #forget(paths: readonly string[]): void {
    if (paths.length === 0) return;
    for (const path of paths) this.#packs.delete(path);
    this.#pictures = new PackedPictures();
    for (const [path, pack] of this.#packs) if (pack) this.#pictures.add(path, pack);
  }

  /** Writes a pack of those that lie in none. All of them or, after a crash, none. Rejects with `storage-full`. */
  async write(pictures: readonly KeptPicture[]): Promise<void> {
    const there = new Map<string, boolean>();
    const wanted = new Map<string, KeptPicture>();
    for (const picture of pictures) {
      const path = this.#pictures.find(picture.hash)?.path;
      // Another tab may have removed what this one knows of.
      if (path !== undefined && !there.has(path)) there.set(path, (await this.#files.read(path)) !== undefined);
      if (path === undefined || !there.get(path)) wanted.set(picture.hash, picture);
    }
    this.#forget([...there].flatMap(([path, isThere]) => (isThere ? [] : path)));
    if (wanted.size === 0) return;
    const path = `${folder}/${crypto.randomUUID()}`;
    await this.#files.write(path, contentOf([...wanted.values()]));
    const file = await this.#files.read(path);
    if (file) this.#learn(path, await readPack(file));
  }

  /** Removes the packs that hold any of `gone` and nothing of `used`, which are hashes too. */
  async removeUnused(gone: readonly string[], used: ReadonlySet<string>): Promise<void> {
    await this.look();
    const removed: string[] = [];
    for (const path of new Set(gone.flatMap((hash) => this.#pictures.find(hash)?.path ?? []))) {
      const { hashes = new Uint8Array() } = this.#packs.get(path) ?? {};
      const isUsed = (index: number) => used.has(hexOf(hashes.subarray(index * hashBytes, (index + 1) * hashBytes)));
      if (Array.from({ length: hashes.length / hashBytes }, (_, index) => index).some(isUsed)) continue;
      await this.#files.remove(path);
      removed.push(path);
    }
    this.#forget(removed);
  }
}
