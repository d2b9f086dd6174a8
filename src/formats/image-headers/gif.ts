/** GIF89a: a screen, then blocks; each image block is a frame, cut into sub-blocks of a length byte and that many bytes. */
import type { ImageHeader } from './image-header-facts.ts';
import { uint16 } from './reading.ts';

const blocks = { extension: 0x21, image: 0x2c } as const;

function paletteBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

export function readGif(bytes: Uint8Array): ImageHeader | null {
  if (bytes.length < 13) return null;
  let offset = 13 + paletteBytes(bytes[10] ?? 0);
  let frames = 0;
  while (offset < bytes.length && frames < 2) {
    const block = bytes[offset];
    if (block === blocks.image) offset += 11 + paletteBytes(bytes[offset + 9] ?? 0);
    else if (block === blocks.extension) offset += 2;
    else break;
    while ((bytes[offset] ?? 0) !== 0) offset += 1 + (bytes[offset] ?? 0);
    // The empty sub-block that ends the block must be there.
    if (offset >= bytes.length) break;
    offset++;
    if (block === blocks.image) frames++;
  }
  return {
    format: 'gif',
    width: uint16(bytes, 6, true),
    height: uint16(bytes, 8, true),
    channels: 3,
    orientation: 1,
    isAnimated: frames > 1,
    isTruncated: frames === 0,
  };
}
