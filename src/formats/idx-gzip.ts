/** Unpacks gzip, as idx files are handed around, with a limit: a bomb is refused when it has grown, not before memory ends. */
import { Gunzip } from 'fflate';
import { messageOf, StrideError } from '#base/errors.ts';
import { formatBytes } from '#base/format.ts';

const pieceBytes = 1 << 16;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * The unpacked bytes; fewer than there were where the file ends too early, which whoever reads them notices.
 * Throws a `StrideError`: `gzip-damaged`, or `gzip-too-large` beyond `limit` bytes.
 */
export function gunzip(bytes: Uint8Array, name: string, limit: number): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Gunzip((piece) => {
    pieces.push(piece);
    length += piece.length;
    if (length > limit) {
      throw new StrideError({
        code: 'gzip-too-large',
        message: `${name} unpacks to more than ${formatBytes(limit)}.`,
        remedy: 'Unpack it yourself and import a part of it.',
      });
    }
  });
  try {
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      stream.push(bytes.subarray(start, start + pieceBytes), start + pieceBytes >= bytes.length);
    }
  } catch (thrown) {
    if (thrown instanceof StrideError) throw thrown;
    throw new StrideError({
      code: 'gzip-damaged',
      message: `${name} cannot be unpacked: ${messageOf(thrown)}.`,
      remedy: 'Get the file again.',
      cause: thrown,
    });
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
