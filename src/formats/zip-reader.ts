/**
 * Zip files read from where they lie, a file at a time: the directory at the end first, then only the bytes asked for. What
 * a directory claims is not believed: sizes are counted while unpacking, so that a bomb ends at the limit it exceeds.
 */
import { configure, type Entry, Reader, Writer, ZipReader } from '@zip.js/zip.js';
import { messageOf, StrideError } from '#base/errors.ts';
import { formatBytes, formatCount } from '#base/format.ts';
import { crc32 } from './crc32.ts';
import { inflateWithin } from './inflate-within.ts';
import { defaultZipLimits, type ZipLimits } from './zip-limits.ts';

// Whoever reads zips is in a worker already.
configure({ useWebWorkers: false });

/** Bytes that can be read from anywhere: a file on disk, a download by ranges. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from `start` up to `end`, both within the size. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export interface ZipFileEntry {
  /** As the archive gives it: may hold anything. */
  readonly path: string;
  /** Unpacked, in bytes, as the directory claims. */
  readonly size: number;
  /** Rejects with a `StrideError`: `zip-encrypted`, `zip-damaged`, and `zip-bomb` for more than `mostBytes`. */
  read(mostBytes?: number): Promise<Uint8Array>;
  /** Where in the archive its bytes lie as they are, unread; null where they are packed. Rejects with `zip-damaged`. */
  place(): Promise<{ readonly start: number; readonly end: number } | null>;
}

type FileEntry = Extract<Entry, { directory: false }>;

/** What the directory says of a file. */
interface PackedFile {
  /** Of its own header. */
  readonly offset: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly compressionMethod: number;
  readonly encrypted: boolean;
  /** Its checksum. */
  readonly signature: number;
  /** Absent for one that is unpacked at once. */
  readonly streamed: FileEntry | undefined;
}

/**
 * The files of a directory while they wait to be read, a column for each fact: the entries of the library that reads zips
 * take some kilobytes each, too much for 60,000 of them, and an object of one's own for each is still as much again as all
 * else that is kept of it.
 */
class PackedFiles {
  readonly #paths: string[] = [];
  readonly #offsets: number[] = [];
  readonly #compressedSizes: number[] = [];
  readonly #uncompressedSizes: number[] = [];
  readonly #compressionMethods: number[] = [];
  readonly #encrypted: boolean[] = [];
  readonly #signatures: number[] = [];
  /** By place: those that are not unpacked at once. */
  readonly #streamed = new Map<number, FileEntry>();

  /** Gives its place. */
  add(entry: FileEntry): number {
    const { compressionMethod, compressedSize } = entry;
    const place = this.#paths.push(entry.filename) - 1;
    this.#offsets.push(entry.offset);
    this.#compressedSizes.push(compressedSize);
    this.#uncompressedSizes.push(entry.uncompressedSize);
    this.#compressionMethods.push(compressionMethod);
    this.#encrypted.push(entry.encrypted);
    this.#signatures.push(entry.signature ?? Number.NaN);
    const isPlain = compressionMethod === stored || compressionMethod === deflated;
    if (!isPlain || compressedSize > mostAtOnce) this.#streamed.set(place, entry);
    return place;
  }

  path(place: number): string {
    return this.#paths[place] ?? '';
  }

  uncompressedSize(place: number): number {
    return this.#uncompressedSizes[place] ?? 0;
  }

  at(place: number): PackedFile {
    return {
      offset: this.#offsets[place] ?? 0,
      compressedSize: this.#compressedSizes[place] ?? 0,
      uncompressedSize: this.uncompressedSize(place),
      compressionMethod: this.#compressionMethods[place] ?? stored,
      encrypted: this.#encrypted[place] ?? false,
      signature: this.#signatures[place] ?? Number.NaN,
      streamed: this.#streamed.get(place),
    };
  }
}

class RandomAccessReader extends Reader<RandomAccess> {
  readonly #source: RandomAccess;

  constructor(source: RandomAccess) {
    super(source);
    this.#source = source;
    this.size = source.size;
  }

  override readUint8Array(index: number, length: number): Promise<Uint8Array> {
    return this.#source.read(Math.min(index, this.size), Math.min(index + length, this.size));
  }
}

/** Gathers what is unpacked and stops where it is more than it may be. */
class LimitedWriter extends Writer<Uint8Array> {
  readonly #pieces: Uint8Array[] = [];
  readonly #exceeded: () => StrideError;
  readonly #limit: number;
  #length = 0;

  constructor(limit: number, exceeded: () => StrideError) {
    super();
    this.#limit = limit;
    this.#exceeded = exceeded;
  }

  override async writeUint8Array(piece: Uint8Array): Promise<void> {
    this.#length += piece.length;
    if (this.#length > this.#limit) throw this.#exceeded();
    this.#pieces.push(piece.slice());
  }

  override async getData(): Promise<Uint8Array> {
    if (this.#pieces.length === 1) return this.#pieces[0] as Uint8Array;
    const whole = new Uint8Array(this.#length);
    let offset = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, offset);
      offset += piece.length;
    }
    return whole;
  }
}

function bomb(what: string, limit: string): StrideError {
  return new StrideError({
    code: 'zip-bomb',
    message: `${what} unpacks to more than ${limit}.`,
    remedy: 'If you trust the archive, unpack it yourself and add the folder.',
  });
}

function damaged(what: string, cause: unknown): StrideError {
  return new StrideError({
    code: 'zip-damaged',
    message: `${what} is damaged and cannot be unpacked: ${messageOf(cause)}.`,
    remedy: 'Get the archive again, or repair it with an archive program.',
    cause,
  });
}

/**
 * The files in a zip, in the order of its directory; folders and links are left out. `name` names the archive in errors.
 * Throws a `StrideError`: `zip-damaged`, `zip-bomb`.
 */
export async function* readZip(
  source: RandomAccess,
  name: string,
  limits: ZipLimits = defaultZipLimits,
): AsyncGenerator<ZipFileEntry> {
  // Nothing is written where a path says, so one that climbs with `..` is a name like any other, not the archive's end.
  const reader = new ZipReader(new RandomAccessReader(source), { filenameValidation: 'tolerant' });
  let entries = 0;
  const archive: Archive = { source, name, limits, files: new PackedFiles(), unpacked: { total: 0 } };
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      if (++entries > limits.entries) throw bomb(name, `${formatCount(limits.entries)} files`);
      if (entry.directory || entry.symlink) continue;
      yield new ArchivedFile(archive, archive.files.add(entry));
    }
  } catch (thrown) {
    throw thrown instanceof StrideError ? thrown : damaged(name, thrown);
  } finally {
    await reader.close().catch(() => undefined);
  }
}

interface Archive {
  readonly source: RandomAccess;
  readonly name: string;
  readonly limits: ZipLimits;
  readonly files: PackedFiles;
  /** Counts over all its files. */
  readonly unpacked: { total: number };
}

/** Nothing but its place in the directory. */
class ArchivedFile implements ZipFileEntry {
  readonly #archive: Archive;
  readonly #place: number;

  constructor(archive: Archive, place: number) {
    this.#archive = archive;
    this.#place = place;
  }

  get path(): string {
    return this.#archive.files.path(this.#place);
  }

  get size(): number {
    return this.#archive.files.uncompressedSize(this.#place);
  }

  get #what(): string {
    return `${this.path} in ${this.#archive.name}`;
  }

  read(mostBytes = this.#archive.limits.entryBytes): Promise<Uint8Array> {
    const { source, limits, files, unpacked } = this.#archive;
    const reading = { what: this.#what, limits: { ...limits, entryBytes: mostBytes }, unpacked };
    return readEntry(files.at(this.#place), source, reading);
  }

  place() {
    const { source, files } = this.#archive;
    return placeOf(files.at(this.#place), source, this.#what);
  }
}

const localHeaderBytes = 30;
/** Ways of packing, as a directory numbers them. */
const stored = 0;
const deflated = 8;
/** Packed bytes up to which a file is unpacked at once: the streams of the library that reads zips cost 1 ms a file. */
const mostAtOnce = 4e6;

async function placeOf(
  entry: PackedFile,
  source: RandomAccess,
  what: string,
): Promise<{ readonly start: number; readonly end: number } | null> {
  return entry.compressionMethod === stored && !entry.encrypted ? packedPlaceOf(entry, source, what) : null;
}

/** The bytes as they are packed lie behind a header of their own, whose length only itself says. */
async function packedPlaceOf(
  { offset, compressedSize }: PackedFile,
  source: RandomAccess,
  what: string,
): Promise<{ readonly start: number; readonly end: number }> {
  const header = await source.read(Math.min(offset, source.size), Math.min(offset + localHeaderBytes, source.size));
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (header.length < localHeaderBytes || view.getUint32(0, true) !== 0x04034b50)
    throw damaged(what, new Error('its header is not where the directory says'));
  const start = offset + localHeaderBytes + view.getUint16(26, true) + view.getUint16(28, true);
  const end = start + compressedSize;
  if (end > source.size) throw damaged(what, new Error('it ends beyond the archive'));
  return { start, end };
}

interface EntryReading {
  /** Names the file in errors. */
  readonly what: string;
  readonly limits: ZipLimits;
  readonly unpacked: Archive['unpacked'];
}

async function readEntry(
  entry: PackedFile,
  source: RandomAccess,
  { what, limits, unpacked }: EntryReading,
): Promise<Uint8Array> {
  if (entry.encrypted) {
    throw new StrideError({
      code: 'zip-encrypted',
      message: `${what} is locked with a password.`,
      remedy: 'Unpack the archive with its password and add the folder.',
    });
  }
  const byRatio = Math.max(limits.ratioFromBytes, entry.compressedSize * limits.ratio);
  const left = limits.totalBytes - unpacked.total;
  const limit = Math.min(limits.entryBytes, byRatio, left);
  const exceeded = () =>
    limit === byRatio
      ? bomb(what, `${limits.ratio} times its packed size`)
      : bomb(what, formatBytes(Math.max(0, limit)));
  if (entry.uncompressedSize > limit) throw exceeded();
  try {
    const bytes = entry.streamed
      ? await entry.streamed.getData(new LimitedWriter(limit, exceeded), { checkCrc32: true })
      : unpackAtOnce(entry, await packedBytes(entry, source, what), { limit, exceeded });
    unpacked.total += bytes.length;
    return bytes;
  } catch (thrown) {
    throw thrown instanceof StrideError ? thrown : damaged(what, thrown);
  }
}

async function packedBytes(entry: PackedFile, source: RandomAccess, what: string): Promise<Uint8Array> {
  const { start, end } = await packedPlaceOf(entry, source, what);
  return source.read(start, end);
}

function unpackAtOnce(
  { compressionMethod, uncompressedSize, signature }: PackedFile,
  packed: Uint8Array,
  { limit, exceeded }: { readonly limit: number; readonly exceeded: () => StrideError },
): Uint8Array {
  const bytes = compressionMethod === stored ? packed : inflateWithin(packed, limit, exceeded);
  if (bytes.length !== uncompressedSize) throw new Error(`it has ${bytes.length} bytes, not ${uncompressedSize}`);
  if (crc32(bytes) !== signature) throw new Error('its checksum is another');
  return bytes;
}
