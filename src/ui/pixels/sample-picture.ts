import type { Picture } from '#protocol/engine.ts';

/** One sample's bytes as a picture. `bytes` is `[height, width, channels]`, 0..255, grey or RGB. */
export function samplePicture(
  bytes: Uint8Array,
  [height, width, channels]: readonly [number, number, number],
): Picture {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[4 * pixel + channel] = bytes[pixel * channels + Math.min(channel, channels - 1)] ?? 0;
    }
    rgba[4 * pixel + 3] = 255;
  }
  return { width, height, rgba };
}
