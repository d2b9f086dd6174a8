import { Inflate } from 'fflate';

/** Deflate makes at most 1,032 bytes of one: so much is unpacked before it is counted. */
const sliceBytes = 16 * 1024;

/** What deflated bytes unpack to (RFC 1951). Throws what `exceeded` gives where that is more than `limit` bytes. */
export function inflateWithin(packed: Uint8Array, limit: number, exceeded: () => Error): Uint8Array {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate((piece) => {
    length += piece.length;
    pieces.push(piece);
  });
  for (let start = 0; start === 0 || start < packed.length; start += sliceBytes) {
    inflate.push(packed.subarray(start, start + sliceBytes), start + sliceBytes >= packed.length);
    if (length > limit) throw exceeded();
  }
  const [only] = pieces;
  if (pieces.length === 1 && only) return only;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}
