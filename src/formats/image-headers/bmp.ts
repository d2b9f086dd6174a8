/** BMP: a file header, then one of several picture headers, told apart by their size. */
import type { ImageHeader } from './image-header-facts.ts';
import { uint16, uint32 } from './reading.ts';

const coreHeaderBytes = 12;
/** Uncompressed rows, whose length follows from the header. */
const uncompressed = new Set([0, 3]);

export function readBmp(bytes: Uint8Array): ImageHeader | null {
  const headerBytes = uint32(bytes, 14, true);
  if (bytes.length < 26 || headerBytes < coreHeaderBytes || headerBytes > 124) return null;
  const isCore = headerBytes === coreHeaderBytes;
  const width = isCore ? uint16(bytes, 18, true) : uint32(bytes, 18, true) | 0;
  // A negative height stands for rows from the top down.
  const height = isCore ? uint16(bytes, 20, true) : Math.abs(uint32(bytes, 22, true) | 0);
  const bits = uint16(bytes, isCore ? 24 : 28, true);
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  const isPlain = isCore || uncompressed.has(uint32(bytes, 30, true));
  return {
    format: 'bmp',
    width,
    height,
    channels: 3,
    orientation: 1,
    isAnimated: false,
    isTruncated: isPlain && uint32(bytes, 10, true) + rowBytes * height > bytes.length,
  };
}
