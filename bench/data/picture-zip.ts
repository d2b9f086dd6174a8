import { zipSync } from 'fflate';
import { encodePng } from '#formats/image-encode-png.ts';

/** A zip of grey pictures of 28 × 28, no two alike, in a folder for each of ten classes. */
export function pictureZip(count: number): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (let number = 0; number < count; number++) {
    const pixels = Uint8Array.from({ length: 28 * 28 }, (_, place) => (place * (number + 3)) >> 3);
    pixels.set([number, number >> 8, number >> 16]);
    files[`class ${number % 10}/${number}.png`] = encodePng(pixels, 28, 28, 1);
  }
  return zipSync(files, { level: 0 });
}
