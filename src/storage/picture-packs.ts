/**
 * Small pictures by the hundred in one file: making a file costs more than filling it, so that 70,000 of their own would
 * take minutes. A pack is never changed. It holds the pictures' bytes one after another, then 36 bytes for each (its hash
 * and how many bytes it has), then how many there are and a mark.
 */
import { hexOf } from '#data/library/hex.ts';
import type { FileStore } from './file-store.ts';

export interface KeptPicture {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly hash: string;
  readonly bytes: Uint8Array;
}

interface Pack {
  readonly file: Blob;
  /** Where each picture begins and ends in the file, by hash. */
  readonly places: ReadonlyMap<string, readonly [start: number, end: number]>;
}

const folder = 'packs';
const hashBytes = 32;
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
    for (let at = 0; at < hashBytes; at++) content[entry + at] = Number.parseInt(hash.slice(2 * at, 2 * at + 2), 16);
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
  const places = new Map<string, readonly [number, number]>();
  let start = 0;
  for (let index = 0; index < count; index++) {
    const end = start + view.getUint32(index * entryBytes + hashBytes, true);
    places.set(hexOf(table.subarray(index * entryBytes, index * entryBytes + hashBytes)), [start, end]);
    start = end;
  }
  return start === tableAt ? { file, places } : null;
}

export class PicturePacks {
  readonly #files: FileStore;
  /** By path; null for a file that is none. */
  readonly #packs = new Map<string, Pack | null>();
  readonly #pathOf = new Map<string, string>();
  #looking: Promise<void> | null = null;

  constructor(files: FileStore) {
    this.#files = files;
  }

  /** Of what this object knows: `look` first where another may have written. */
  known(hash: string): Blob | undefined {
    const pack = this.#packs.get(this.#pathOf.get(hash) ?? '');
    const place = pack?.places.get(hash);
    return pack && place ? pack.file.slice(...place) : undefined;
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
    for (const path of this.#packs.keys()) if (!there.has(path)) this.#forget(path);
    for (const path of there) {
      if (this.#packs.has(path)) continue;
      const file = await this.#files.read(path);
      if (file) this.#learn(path, await readPack(file));
    }
  }

  #learn(path: string, pack: Pack | null): void {
    this.#packs.set(path, pack);
    for (const hash of pack?.places.keys() ?? []) this.#pathOf.set(hash, path);
  }

  #forget(path: string): void {
    for (const hash of this.#packs.get(path)?.places.keys() ?? []) {
      if (this.#pathOf.get(hash) === path) this.#pathOf.delete(hash);
    }
    this.#packs.delete(path);
  }

  /** Writes a pack of those that lie in none. All of them or, after a crash, none. Rejects with `storage-full`. */
  async write(pictures: readonly KeptPicture[]): Promise<void> {
    const there = new Map<string, boolean>();
    const wanted = new Map<string, KeptPicture>();
    for (const picture of pictures) {
      const path = this.#pathOf.get(picture.hash);
      // Another tab may have removed what this one knows of.
      if (path !== undefined && !there.has(path)) there.set(path, (await this.#files.read(path)) !== undefined);
      if (path === undefined || !there.get(path)) wanted.set(picture.hash, picture);
    }
    if (wanted.size === 0) return;
    const path = `${folder}/${crypto.randomUUID()}`;
    await this.#files.write(path, contentOf([...wanted.values()]));
    const file = await this.#files.read(path);
    if (file) this.#learn(path, await readPack(file));
  }

  /** Removes the packs that hold any of `gone` and nothing of `used`, which are hashes too. */
  async removeUnused(gone: readonly string[], used: ReadonlySet<string>): Promise<void> {
    await this.look();
    for (const path of new Set(gone.flatMap((hash) => this.#pathOf.get(hash) ?? []))) {
      const hashes = [...(this.#packs.get(path)?.places.keys() ?? [])];
      if (hashes.some((hash) => used.has(hash))) continue;
      await this.#files.remove(path);
      this.#forget(path);
    }
  }
}
