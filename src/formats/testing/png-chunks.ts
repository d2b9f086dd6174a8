/** PNGs put together by hand, also ones that no encoder would write. */
import { crc32 } from '../crc32.ts';

export function chunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(content, 8);
  view.setUint32(8 + content.length, crc32(bytes.subarray(4, 8 + content.length)));
  return bytes;
}

interface Kind {
  readonly depth?: number;
  readonly colorType?: number;
  readonly interlace?: number;
}

/** The first chunk; of a grey picture of 8 bits unless told otherwise. */
export function gray(width: number, height: number, { depth = 8, colorType = 0, interlace = 0 }: Kind = {}) {
  const content = new Uint8Array(13);
  const view = new DataView(content.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  content.set([depth, colorType, 0, 0, interlace], 8);
  return chunk('IHDR', content);
}

/** So many rows of so many bytes behind their filter. */
export function rows(bytes: number, count: number, filter = 0): Uint8Array {
  return Uint8Array.from({ length: (bytes + 1) * count }, (_, place) => (place % (bytes + 1) === 0 ? filter : place));
}

export function pngOf(...chunks: readonly Uint8Array[]): Uint8Array {
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return Uint8Array.from([signature, ...chunks, chunk('IEND', new Uint8Array())].flatMap((part) => [...part]));
}
