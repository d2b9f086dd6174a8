import { zipSync } from 'fflate';
import { encodePng } from '#formats/image-encode-png.ts';

/** A grey picture of 28 × 28 as PNG; another for each number. */
export function smallPicture(number: number): Uint8Array {
  const pixels = Uint8Array.from({ length: 28 * 28 }, (_, place) => (place * (number + 3)) >> 3);
  pixels.set([number, number >> 8, number >> 16]);
  return encodePng(pixels, 28, 28, 1);
}

/** A zip of such pictures, no two alike, in a folder for each of ten classes. */
export function pictureZip(count: number): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (let number = 0; number < count; number++) files[`class ${number % 10}/${number}.png`] = smallPicture(number);
  return zipSync(files, { level: 0 });
}
