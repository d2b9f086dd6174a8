/**
 * The directory at the end of a zip file. Read here and not by the library that unpacks zips, whose entries take some
 * kilobytes each and are let go so late that a directory of 60,000 files takes 130 MB while it is read.
 * PKWARE, APPNOTE.TXT 6.3.10: 4.3.12 (the directory), 4.3.14 to 4.3.16 (its end), 4.5.3 (ZIP64), 4.6.9 and D (names).
 */
import { decodeCp437 } from './cp437.ts';
import { crc32 } from './crc32.ts';

/** Bytes that can be read from anywhere: a file on disk, a download by ranges. */
export interface RandomAccess {
  readonly size: number;
  /** The bytes from `start` up to `end`, both within the size. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** What the directory says of a file. */
export interface DirectoryEntry {
  /** As the archive gives it: may hold anything. */
  readonly path: string;
  /** Of its own header in the archive, in bytes. */
  readonly offset: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  readonly compressionMethod: number;
  readonly isEncrypted: boolean;
  /** Checksum of what it unpacks to. */
  readonly crc: number;
}

const signature = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 } as const;
const endBytes = 22;
const end64Bytes = 56;
const locatorBytes = 20;
const entryBytes = 46;
const longestComment = 0xffff;
/** Stand for numbers that do not fit: ZIP64 has them elsewhere. */
const beyond16 = 0xffff;
const beyond32 = 0xffffffff;

interface DirectoryPlace {
  readonly start: number;
  readonly length: number;
  /** As it says itself, in 16 bits where it is of the old kind. */
  readonly count: number;
  /** Bytes before the archive that its own offsets do not count. */
  readonly shift: number;
}

/** The files in the directory, in its order; folders and links are left out. Throws an `Error` that says what is wrong. */
export async function* readDirectory(source: RandomAccess): AsyncGenerator<DirectoryEntry> {
  const place = await findDirectory(source);
  const bytes = await source.read(place.start, place.start + place.length);
  yield* entriesOf(bytes, place);
}

function* entriesOf(bytes: Uint8Array, { count, shift }: DirectoryPlace): Generator<DirectoryEntry> {
  const view = viewOf(bytes);
  let found = 0;
  let at = 0;
  // Some programs count in 16 bits, however many there are.
  for (; isEntry(view, at); found++) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    const nameAt = at + entryBytes;
    const extraAt = nameAt + (nameLength ?? 0);
    const end = extraAt + (extraLength ?? 0) + (commentLength ?? 0);
    if (end > bytes.length) throw new Error('its directory ends too soon');
    const extra = bytes.subarray(extraAt, extraAt + (extraLength ?? 0));
    const path = pathOf(bytes.subarray(nameAt, extraAt), extra, (view.getUint16(at + 8, true) & 0x800) !== 0);
    if (!isFolderOrLink(view, at, path)) {
      const sizes = sizesOf(view, at, extra);
      yield {
        path,
        ...sizes,
        offset: sizes.offset + shift,
        compressionMethod: view.getUint16(at + 10, true),
        isEncrypted: (view.getUint16(at + 8, true) & 1) !== 0,
        crc: view.getUint32(at + 16, true),
      };
    }
    at = end;
  }
  if (found % (beyond16 + 1) !== count % (beyond16 + 1)) throw new Error('its directory ends too soon');
}

function isEntry(view: DataView, at: number): boolean {
  return at + entryBytes <= view.byteLength && view.getUint32(at, true) === signature.entry;
}

function isFolderOrLink(view: DataView, at: number, path: string): boolean {
  const attributes = view.getUint32(at + 38, true);
  const isOfDos = view.getUint8(at + 5) === 0;
  const unixKind = (attributes >>> 16) & 0xf000;
  return path.endsWith('/') || (isOfDos && (attributes & 0x10) !== 0) || unixKind === 0x4000 || unixKind === 0xa000;
}

function sizesOf(view: DataView, at: number, extra: Uint8Array) {
  const wide = extraField(extra, 1);
  let next = 0;
  /** Those that do not fit into 32 bits follow each other in the extra field. */
  const read = (field: number) => {
    const narrow = view.getUint32(at + field, true);
    if (narrow !== beyond32 || wide === null || next + 8 > wide.byteLength) return narrow;
    next += 8;
    return Number(wide.getBigUint64(next - 8, true));
  };
  const uncompressedSize = read(24);
  const compressedSize = read(20);
  return { uncompressedSize, compressedSize, offset: read(42) };
}

/** What an entry's extra fields hold under this number; null where they do not. */
function extraField(extra: Uint8Array, id: number): DataView | null {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length; at += 4 + view.getUint16(at + 2, true)) {
    const length = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === id && at + 4 + length <= extra.length) {
      return viewOf(extra.subarray(at + 4, at + 4 + length));
    }
  }
  return null;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const unicodePath = 0x7075;

function pathOf(name: Uint8Array, extra: Uint8Array, isUtf8: boolean): string {
  const better = extraField(extra, unicodePath);
  // One that was renamed by a program that knows nothing of this field keeps its new name.
  if (better && better.byteLength > 5 && better.getUint32(1, true) === crc32(name)) {
    return utf8.decode(new Uint8Array(better.buffer, better.byteOffset + 5, better.byteLength - 5));
  }
  try {
    return strictUtf8.decode(name);
  } catch {
    return isUtf8 ? utf8.decode(name) : decodeCp437(name);
  }
}

async function findDirectory(source: RandomAccess): Promise<DirectoryPlace> {
  const tailAt = Math.max(0, source.size - endBytes - longestComment);
  const tail = viewOf(await source.read(tailAt, source.size));
  let at = tail.byteLength - endBytes;
  const isEnd = () =>
    tail.getUint32(at, true) === signature.end && at + endBytes + tail.getUint16(at + 20, true) <= tail.byteLength;
  while (at >= 0 && !isEnd()) at--;
  if (at < 0) throw new Error('the end of its directory is missing');
  if (tail.getUint16(at + 4, true) !== tail.getUint16(at + 6, true)) throw new Error('it is one of several parts');
  const [count, length, offset] = [
    tail.getUint16(at + 10, true),
    tail.getUint32(at + 12, true),
    tail.getUint32(at + 16, true),
  ];
  const isWide = count === beyond16 || length === beyond32 || offset === beyond32;
  const wide = isWide ? await findWideEnd(source, tailAt + at) : null;
  return placeOf(source, wide ?? { count, length, offset, endAt: tailAt + at });
}

interface DirectoryEnd {
  readonly count: number;
  readonly length: number;
  readonly offset: number;
  /** Where the directory ends, in bytes. */
  readonly endAt: number;
}

/** The end of the directory as ZIP64 has it; null where there is none of the kind. */
async function findWideEnd(source: RandomAccess, endAt: number): Promise<DirectoryEnd | null> {
  const locatorAt = endAt - locatorBytes;
  if (locatorAt < end64Bytes) return null;
  const locator = viewOf(await source.read(locatorAt, endAt));
  if (locator.getUint32(0, true) !== signature.locator64) return null;
  // Where something lies before the archive, it is further on than the locator says.
  for (const at of [Number(locator.getBigUint64(8, true)), locatorAt - end64Bytes]) {
    if (at + end64Bytes > locatorAt) continue;
    const end = viewOf(await source.read(at, at + end64Bytes));
    if (end.getUint32(0, true) !== signature.end64) continue;
    const [count = 0, length = 0, offset = 0] = [32, 40, 48].map((field) => Number(end.getBigUint64(field, true)));
    return { count, length, offset, endAt: at };
  }
  return null;
}

async function placeOf(source: RandomAccess, { count, length, offset, endAt }: DirectoryEnd): Promise<DirectoryPlace> {
  for (const start of [endAt - length, offset]) {
    if (start < 0 || start + length > source.size) continue;
    const isThere = length === 0 || isEntry(viewOf(await source.read(start, Math.min(start + entryBytes, endAt))), 0);
    if (isThere) return { start, length, count, shift: start - offset };
  }
  throw new Error('its directory is not where it says');
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
