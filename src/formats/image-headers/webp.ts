/** WebP (RFC 9649): a RIFF container of chunks, `VP8X` first where there is more than one picture's plain data. */
import { exifOrientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header-facts.ts';
import { asciiAt, uint16, uint32 } from './reading.ts';

const flags = { animation: 0x02, alpha: 0x10 } as const;

export function readWebp(bytes: Uint8Array): ImageHeader | null {
  if (!asciiAt(bytes, 0, 'RIFF') || bytes.length < 30) return null;
  const size = sizeOf(bytes);
  if (size === null) return null;
  return {
    format: 'webp',
    ...size,
    orientation: orientationOf(bytes),
    isAnimated: asciiAt(bytes, 12, 'VP8X') && ((bytes[20] ?? 0) & flags.animation) !== 0,
    isTruncated: uint32(bytes, 4, true) + 8 > bytes.length,
  };
}

function sizeOf(
  bytes: Uint8Array,
): { readonly width: number; readonly height: number; readonly channels: number } | null {
  if (asciiAt(bytes, 12, 'VP8X')) {
    const side = (offset: number) => 1 + uint16(bytes, offset, true) + (bytes[offset + 2] ?? 0) * 0x10000;
    return { width: side(24), height: side(27), channels: (bytes[20] ?? 0) & flags.alpha ? 4 : 3 };
  }
  if (asciiAt(bytes, 12, 'VP8L')) {
    const bits = uint32(bytes, 21, true);
    const hasAlpha = (bits & 0x10000000) !== 0;
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), channels: hasAlpha ? 4 : 3 };
  }
  if (!asciiAt(bytes, 12, 'VP8 ')) return null;
  return { width: uint16(bytes, 26, true) & 0x3fff, height: uint16(bytes, 28, true) & 0x3fff, channels: 3 };
}

function orientationOf(bytes: Uint8Array): number {
  for (let offset = 12; offset + 8 <= bytes.length; ) {
    const length = uint32(bytes, offset + 4, true);
    if (asciiAt(bytes, offset, 'EXIF')) {
      const start = asciiAt(bytes, offset + 8, 'Exif\0\0') ? offset + 14 : offset + 8;
      return exifOrientation(bytes.subarray(start, offset + 8 + length));
    }
    offset += 8 + length + (length % 2);
  }
  return 1;
}
