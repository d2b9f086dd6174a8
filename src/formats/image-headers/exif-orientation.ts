/** The Orientation tag of EXIF 2.3, which says how the stored pixels are to be turned before they are shown. */
import { asciiAt, uint16, uint32 } from './reading.ts';

const orientationTag = 0x0112;

/** 1..8 from a TIFF block; 1, as it lies, where the block does not say. */
export function exifOrientation(tiff: Uint8Array): number {
  const isLittleEndian = asciiAt(tiff, 0, 'II*\0');
  if (!isLittleEndian && !asciiAt(tiff, 0, 'MM\0*')) return 1;
  const directory = uint32(tiff, 4, isLittleEndian);
  const count = uint16(tiff, directory, isLittleEndian);
  for (let entry = 0; entry < count; entry++) {
    const offset = directory + 2 + 12 * entry;
    if (offset + 12 > tiff.length) break;
    if (uint16(tiff, offset, isLittleEndian) !== orientationTag) continue;
    const value = uint16(tiff, offset + 8, isLittleEndian);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
