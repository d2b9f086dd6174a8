/** JPEG (ITU-T T.81, annex B): segments of marker and length up to the scan, whose end is marked by EOI. */
import { exifOrientation } from './exif-orientation.ts';
import type { ImageHeader } from './image-header-facts.ts';
import { asciiAt, uint16 } from './reading.ts';

const markers = { endOfImage: 0xd9, startOfScan: 0xda, exif: 0xe1 } as const;

/** SOF0 to SOF15, which among them hold three of another meaning. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function endsAfter(bytes: Uint8Array, start: number): boolean {
  for (let place = bytes.length - 2; place >= start; place--) {
    if (bytes[place] === 0xff && bytes[place + 1] === markers.endOfImage) return true;
  }
  return false;
}

export function readJpeg(bytes: Uint8Array): ImageHeader | null {
  let frame: { readonly width: number; readonly height: number; readonly components: number } | null = null;
  let orientation = 1;
  for (let offset = 2; offset + 4 <= bytes.length; ) {
    const marker = bytes[offset + 1] ?? 0;
    // Fill bytes before a marker are allowed.
    if (bytes[offset] !== 0xff || marker === 0xff || marker === 0) {
      offset++;
      continue;
    }
    const start = offset + 4;
    const end = offset + 2 + uint16(bytes, offset + 2);
    if (isFrame(marker)) {
      frame = { height: uint16(bytes, start + 1), width: uint16(bytes, start + 3), components: bytes[start + 5] ?? 0 };
    } else if (marker === markers.exif && asciiAt(bytes, start, 'Exif\0\0')) {
      orientation = exifOrientation(bytes.subarray(start + 6, end));
    } else if (marker === markers.startOfScan) {
      return frame && header(frame, orientation, !endsAfter(bytes, end));
    }
    offset = Math.max(end, offset + 2);
  }
  return frame && header(frame, orientation, true);
}

function header(
  { width, height, components }: { readonly width: number; readonly height: number; readonly components: number },
  orientation: number,
  isTruncated: boolean,
): ImageHeader {
  const channels = components === 1 ? 1 : 3;
  return { format: 'jpeg', width, height, channels, orientation, isAnimated: false, isTruncated };
}
