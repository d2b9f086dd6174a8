/** PNG (W3C, Portable Network Graphics, third edition): chunks of length, type, content and checksum, up to IEND. */
import { exifOrientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header-facts.ts';
import { asciiAt, uint32 } from './reading.ts';

/** By colour type: grey, RGB, palette, grey with alpha, RGB with alpha. */
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 3, 4: 2, 6: 4 };

export function readPng(bytes: Uint8Array): ImageHeader | null {
  if (!asciiAt(bytes, 12, 'IHDR') || bytes.length < 33) return null;
  let isAnimated = false;
  let isWhole = false;
  let orientation = 1;
  for (let offset = 8; offset + 12 <= bytes.length && !isWhole; ) {
    const length = uint32(bytes, offset);
    if (offset + 12 + length > bytes.length) break;
    if (asciiAt(bytes, offset + 4, 'acTL')) isAnimated = true;
    if (asciiAt(bytes, offset + 4, 'eXIf'))
      orientation = exifOrientation(bytes.subarray(offset + 8, offset + 8 + length));
    isWhole = asciiAt(bytes, offset + 4, 'IEND');
    offset += 12 + length;
  }
  return {
    format: 'png',
    width: uint32(bytes, 16),
    height: uint32(bytes, 20),
    channels: channelsOf[bytes[25] ?? 0] ?? 0,
    orientation,
    isAnimated,
    isTruncated: !isWhole,
  };
}
