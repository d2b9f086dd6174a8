/** Pictures of a few pixels, each number another. */
import { encodePng } from '#formats/image-encode-png.ts';

export function smallPng(number: number, width = 4, height = 3): Uint8Array {
  const pixels = new Uint8Array(width * height * 3);
  for (let place = 0; place < pixels.length; place++) pixels[place] = number * 31 + place * 7;
  pixels.set([number, number >> 8]);
  return encodePng(pixels, width, height, 3);
}
