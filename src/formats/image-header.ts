/**
 * What a picture's first bytes say about it, without decoding: its format, size, channels and orientation, and whether
 * the file is whole. An import judges pictures by this before a decoder sees them.
 */
import { imageDimensionsFromData } from 'image-dimensions';
import { readBmp } from './image-headers/bmp.ts';
import { readGif } from './image-headers/gif.ts';
import type { ImageHeader } from './image-headers/image-header-facts.ts';
import { readJpeg } from './image-headers/jpeg.ts';
import { readPng } from './image-headers/png.ts';
import { asciiAt } from './image-headers/reading.ts';
import { readWebp } from './image-headers/webp.ts';

export type { ImageHeader } from './image-headers/image-header-facts.ts';

export type ImageSniff =
  | { readonly kind: 'picture'; readonly header: ImageHeader }
  /** Something known that is no picture to import: `SVG drawing`, `TIFF picture`, `zip archive`, `text file`, `empty file`. */
  | { readonly kind: 'other'; readonly what: string }
  /** Begins as a picture, but its header cannot be read. */
  | { readonly kind: 'damaged'; readonly what: string };

/** Reads the bytes of a whole file. Never throws. */
export function sniffImage(bytes: Uint8Array): ImageSniff {
  if (bytes.length === 0) return { kind: 'other', what: 'empty file' };
  for (const { magic, offset = 0, what, read } of signatures) {
    if (!magic.some((each) => asciiAt(bytes, offset, each))) continue;
    const header = read?.(bytes) ?? null;
    if (read === undefined) return { kind: 'other', what };
    return header === null || header.width < 1 || header.height < 1
      ? { kind: 'damaged', what }
      : { kind: 'picture', header };
  }
  return { kind: 'other', what: textKind(bytes) ?? 'file of an unknown kind' };
}

interface Signature {
  readonly magic: readonly string[];
  readonly offset?: number;
  readonly what: string;
  /** Absent for formats that are refused. */
  readonly read?: (bytes: Uint8Array) => ImageHeader | null;
}

const signatures: readonly Signature[] = [
  { magic: ['\x89PNG\r\n\x1a\n'], what: 'PNG', read: readPng },
  { magic: ['\xff\xd8\xff'], what: 'JPEG', read: readJpeg },
  { magic: ['GIF87a', 'GIF89a'], what: 'GIF', read: readGif },
  { magic: ['WEBP'], offset: 8, what: 'WebP', read: readWebp },
  { magic: ['ftypavif', 'ftypavis'], offset: 4, what: 'AVIF', read: (bytes) => readContainer(bytes, 'avif') },
  {
    magic: ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'].map((brand) => `ftyp${brand}`),
    offset: 4,
    what: 'HEIC',
    read: (bytes) => readContainer(bytes, 'heic'),
  },
  { magic: ['BM'], what: 'BMP', read: readBmp },
  { magic: ['II*\0', 'MM\0*'], what: 'TIFF picture' },
  { magic: ['\0\0\x01\0'], what: 'icon' },
  { magic: ['8BPS'], what: 'Photoshop document' },
  { magic: ['%PDF'], what: 'PDF document' },
  { magic: ['PK\x03\x04', 'PK\x05\x06'], what: 'zip archive' },
];

/** Formats made of nested boxes, whose size `image-dimensions` finds. */
function readContainer(bytes: Uint8Array, format: 'avif' | 'heic'): ImageHeader | null {
  try {
    const size = imageDimensionsFromData(bytes);
    if (size === undefined) return null;
    return {
      format,
      width: size.width,
      height: size.height,
      channels: 0,
      orientation: 1,
      isAnimated: asciiAt(bytes, 4, 'ftypavis') || asciiAt(bytes, 4, 'ftypmsf1'),
      isTruncated: false,
    };
  } catch {
    return null;
  }
}

function textKind(bytes: Uint8Array): string | null {
  const start = bytes.subarray(0, 1024);
  // UTF-8 with or without its mark, or UTF-16; anything else with zeros in it is no text.
  if (start.includes(0)) return null;
  const text = String.fromCharCode(...start);
  if (/<svg[\s>]/i.test(text)) return 'SVG drawing';
  if (start.some((byte) => byte < 9 || (byte > 13 && byte < 27))) return null;
  return /^\s*(?:\u00ef\u00bb\u00bf)?<!?(?:doctype )?html/i.test(text) ? 'web page' : 'text file';
}
