/**
 * Zip files read from where they lie, a file at a time: the directory at the end first, then only the bytes asked for. What
 * a directory claims is not believed: sizes are counted while unpacking, so that a bomb ends at the limit it exceeds.
 */
import { configure, type Entry, Reader, Writer, ZipReader } from '@zip.js/zip.js';
import { messageOf, StrideError } from '#base/errors.ts';
import { formatBytes, formatCount } from '#base/format.ts';
import { crc32 } from './crc32.ts';
import { inflateWithin } from './inflate-within.ts';
import { type DirectoryEntry, type RandomAccess, readDirectory } from './zip-directory.ts';
import { defaultZipLimits, type ZipLimits } from './zip-limits.ts';

// Whoever reads zips is in a worker already.
configure({ useWebWorkers: false });

export type { RandomAccess };

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

/** The files of a directory while they wait to be read: a column for each fact, since there may be 60,000 of them. */
class DirectoryColumns {
  readonly #paths: string[] = [];
  readonly #offsets: number[] = [];
  readonly #compressedSizes: number[] = [];
  readonly #uncompressedSizes: number[] = [];
  readonly #compressionMethods: number[] = [];
  readonly #areEncrypted: boolean[] = [];
  readonly #crcs: number[] = [];

  /** Gives its place. */
  add(entry: DirectoryEntry): number {
    this.#offsets.push(entry.offset);
    this.#compressedSizes.push(entry.compressedSize);
    this.#uncompressedSizes.push(entry.uncompressedSize);
    this.#compressionMethods.push(entry.compressionMethod);
    this.#areEncrypted.push(entry.isEncrypted);
    this.#crcs.push(entry.crc);
    return this.#paths.push(entry.path) - 1;
  }

  path(place: number): string {
    return this.#paths[place] ?? '';
  }

  uncompressedSize(place: number): number {
    return this.#uncompressedSizes[place] ?? 0;
  }

  at(place: number): DirectoryEntry {
    return {
      path: this.path(place),
      offset: this.#offsets[place] ?? 0,
      compressedSize: this.#compressedSizes[place] ?? 0,
      uncompressedSize: this.uncompressedSize(place),
      compressionMethod: this.#compressionMethods[place] ?? stored,
      isEncrypted: this.#areEncrypted[place] ?? false,
      crc: this.#crcs[place] ?? 0,
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
  const archive = new Archive(source, name, limits);
  let entries = 0;
  try {
    for await (const entry of readDirectory(source)) {
      if (++entries > limits.entries) throw bomb(name, `${formatCount(limits.entries)} files`);
      yield new ArchivedFile(archive, archive.files.add(entry));
    }
  } catch (thrown) {
    throw thrown instanceof StrideError ? thrown : damaged(name, thrown);
  }
}

class Archive {
  readonly source: RandomAccess;
  readonly name: string;
  readonly limits: ZipLimits;
  readonly files = new DirectoryColumns();
  /** Bytes of all its files. */
  unpacked = 0;
  #streamed: Promise<ReadonlyMap<number, FileEntry>> | null = null;

  constructor(source: RandomAccess, name: string, limits: ZipLimits) {
    this.source = source;
    this.name = name;
    this.limits = limits;
  }

  /** The files that are not unpacked at once, by the offsets of their headers: for the library that unpacks in pieces. */
  streamed(): Promise<ReadonlyMap<number, FileEntry>> {
    this.#streamed ??= streamedEntries(this.source);
    return this.#streamed;
  }
}

async function streamedEntries(source: RandomAccess): Promise<ReadonlyMap<number, FileEntry>> {
  // Nothing is written where a path says, so one that climbs with `..` is a name like any other.
  const reader = new ZipReader(new RandomAccessReader(source), { filenameValidation: 'tolerant' });
  const found = new Map<number, FileEntry>();
  for await (const entry of reader.getEntriesGenerator()) {
    if (!entry.directory && !isUnpackedAtOnce(entry)) found.set(entry.offset, entry);
  }
  return found;
}

function isUnpackedAtOnce({
  compressionMethod,
  compressedSize,
}: Pick<DirectoryEntry, 'compressionMethod' | 'compressedSize'>): boolean {
  return (compressionMethod === stored || compressionMethod === deflated) && compressedSize <= mostAtOnce;
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
    const archive = this.#archive;
    return readEntry(archive.files.at(this.#place), archive, { what: this.#what, mostBytes });
  }

  async place(): Promise<{ readonly start: number; readonly end: number } | null> {
    const { files, source } = this.#archive;
    const entry = files.at(this.#place);
    return entry.compressionMethod === stored && !entry.isEncrypted ? packedPlaceOf(entry, source, this.#what) : null;
  }
}

const localHeaderBytes = 30;
/** Ways of packing, as a directory numbers them. */
const stored = 0;
const deflated = 8;
/** Packed bytes up to which a file is unpacked at once: the streams of the library that reads zips cost 1 ms a file. */
const mostAtOnce = 4e6;

/** The bytes as they are packed lie behind a header of their own, whose length only itself says. */
async function packedPlaceOf(
  { offset, compressedSize }: DirectoryEntry,
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

async function readEntry(
  entry: DirectoryEntry,
  archive: Archive,
  { what, mostBytes }: { readonly what: string; readonly mostBytes: number },
): Promise<Uint8Array> {
  const { limits, source } = archive;
  if (entry.isEncrypted) {
    throw new StrideError({
      code: 'zip-encrypted',
      message: `${what} is locked with a password.`,
      remedy: 'Unpack the archive with its password and add the folder.',
    });
  }
  const byRatio = Math.max(limits.ratioFromBytes, entry.compressedSize * limits.ratio);
  const left = limits.totalBytes - archive.unpacked;
  const limit = Math.min(mostBytes, byRatio, left);
  const exceeded = () =>
    limit === byRatio
      ? bomb(what, `${limits.ratio} times its packed size`)
      : bomb(what, formatBytes(Math.max(0, limit)));
  if (entry.uncompressedSize > limit) throw exceeded();
  try {
    const bytes = isUnpackedAtOnce(entry)
      ? unpackAtOnce(entry, await packedBytes(entry, source, what), { limit, exceeded })
      : await unpackInPieces(entry, archive, new LimitedWriter(limit, exceeded));
    archive.unpacked += bytes.length;
    return bytes;
  } catch (thrown) {
    throw thrown instanceof StrideError ? thrown : damaged(what, thrown);
  }
}

async function unpackInPieces(
  { offset }: DirectoryEntry,
  archive: Archive,
  writer: LimitedWriter,
): Promise<Uint8Array> {
  const entry = (await archive.streamed()).get(offset);
  if (entry === undefined) throw new Error('it is not where the directory says');
  return entry.getData(writer, { checkCrc32: true });
}

async function packedBytes(entry: DirectoryEntry, source: RandomAccess, what: string): Promise<Uint8Array> {
  const { start, end } = await packedPlaceOf(entry, source, what);
  return source.read(start, end);
}

function unpackAtOnce(
  { compressionMethod, uncompressedSize, crc }: DirectoryEntry,
  packed: Uint8Array,
  { limit, exceeded }: { readonly limit: number; readonly exceeded: () => StrideError },
): Uint8Array {
  const bytes = compressionMethod === stored ? packed : inflateWithin(packed, limit, exceeded);
  if (bytes.length !== uncompressedSize) throw new Error(`it has ${bytes.length} bytes, not ${uncompressedSize}`);
  if (crc32(bytes) !== crc) throw new Error('its checksum is another');
  return bytes;
}
