/**
 * Whether a small PNG is certain to be decoded, by reading it as a decoder does: for thousands of small pictures that is
 * many times as fast as handing each to the browser's decoder, whose files and threads cost more than its work.
 * W3C, Portable Network Graphics, third edition; zlib: RFC 1950.
 */
import { inflateSync } from 'fflate';
import { crc32 } from './crc32.ts';
import { asciiAt, uint32 } from './image-headers/reading.ts';

/** By colour type: numbers a pixel, and the bits that each may have. */
const kinds: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] },
  2: { channels: 3, depths: [8, 16] },
  3: { channels: 1, depths: [1, 2, 4, 8] },
  4: { channels: 2, depths: [8, 16] },
  6: { channels: 4, depths: [8, 16] },
};
const palette = 3;
/** Chunks that say something about the picture and nothing about how it is decoded. */
const idle = ['tEXt', 'tIME', 'pHYs', 'gAMA', 'sRGB', 'cHRM', 'sBIT'];
const headerEnd = 33;
const lastFilter = 4;
const zlibOverhead = 1024;

/**
 * True where the PNG is whole to its last checksum, of a plain kind, and unpacks to no more than `mostBytes`. False where
 * it is not, or where only a decoder can tell.
 */
export function isSoundPng(bytes: Uint8Array, mostBytes: number): boolean {
  const [depth, colorType, packing, filter, interlace] = bytes.subarray(24, 29);
  const kind = kinds[colorType ?? -1];
  const isPlain = packing === 0 && filter === 0 && interlace === 0;
  if (!kind?.depths.includes(depth ?? 0) || !isPlain || uint32(bytes, 8) !== 13 || !isWholeChunk(bytes, 8))
    return false;
  if (!asciiAt(bytes, 0, '\x89PNG\r\n\x1a\n') || !asciiAt(bytes, 12, 'IHDR')) return false;
  const [width, height] = [uint32(bytes, 16), uint32(bytes, 20)];
  const rowBytes = 1 + Math.ceil((width * kind.channels * (depth ?? 0)) / 8);
  const size = rowBytes * height;
  if (width < 1 || height < 1 || size > mostBytes) return false;
  const packed = pixelsOf(bytes, colorType === palette);
  return packed !== null && packed.length <= size + zlibOverhead && unpacksTo(packed, size, rowBytes);
}

function isWholeChunk(bytes: Uint8Array, offset: number): boolean {
  const end = offset + 8 + uint32(bytes, offset);
  return end + 4 <= bytes.length && crc32(bytes, offset + 4, end) === uint32(bytes, end);
}

/** What all IDAT chunks hold together; null where any chunk is damaged, of an unusual kind or out of place. */
function pixelsOf(bytes: Uint8Array, needsPalette: boolean): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let hasPalette = false;
  let isBehindPixels = false;
  for (let offset = headerEnd; isWholeChunk(bytes, offset); offset += 12 + uint32(bytes, offset)) {
    const length = uint32(bytes, offset);
    const isOf = (type: string) => asciiAt(bytes, offset + 4, type);
    if (isOf('IEND')) return hasPalette === needsPalette && pieces.length > 0 ? joined(pieces) : null;
    if (isOf('IDAT')) {
      if (isBehindPixels) return null;
      pieces.push(bytes.subarray(offset + 8, offset + 8 + length));
      continue;
    }
    isBehindPixels = pieces.length > 0;
    const isPalette = isOf('PLTE') && !hasPalette && !isBehindPixels && needsPalette;
    if (isPalette && length > 0 && length <= 768 && length % 3 === 0) hasPalette = true;
    else if (!idle.some(isOf)) return null;
  }
  return null;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

/** Whether zlib's bytes unpack to `size` bytes that make rows, each with a filter that there is. */
function unpacksTo(packed: Uint8Array, size: number, rowBytes: number): boolean {
  const [method, flags] = [packed[0] ?? 0, packed[1] ?? 0];
  const isZlib = (method & 15) === 8 && method >> 4 <= 7 && (flags & 32) === 0 && ((method << 8) | flags) % 31 === 0;
  if (!isZlib || packed.length < 7) return false;
  // One byte more, which shows whether there would be more.
  const room = new Uint8Array(size + 1);
  try {
    const { length } = inflateSync(packed.subarray(2, -4), { out: room });
    if (length !== size) return false;
  } catch {
    return false;
  }
  const rows = room.subarray(0, size);
  if (adler32(rows) !== uint32(packed, packed.length - 4)) return false;
  for (let row = 0; row < size; row += rowBytes) if ((rows[row] ?? 0) > lastFilter) return false;
  return true;
}

/** zlib's checksum (RFC 1950). */
function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  // So many sums stay below 2³².
  const most = 5552;
  for (let start = 0; start < bytes.length; start += most) {
    const end = Math.min(bytes.length, start + most);
    for (let place = start; place < end; place++) {
      low += bytes[place] ?? 0;
      high += low;
    }
    low %= 65_521;
    high %= 65_521;
  }
  return high * 65_536 + low;
}
