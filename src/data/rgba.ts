/** Straight RGBA bytes, as a canvas gives them, turned into planes of numbers. */
import type { Plane } from './resample.ts';

export interface RgbaPicture {
  readonly width: number;
  readonly height: number;
  /** `[height, width, 4]`, 0..255, alpha not multiplied in. */
  readonly rgba: Uint8ClampedArray;
}

/** Rec. 601 luma, the weights of Pillow's `L` mode and of TensorFlow's `rgb_to_grayscale`. */
export function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}

/** The picture laid over an even ground of `ground` grey (0..255), as grey (`channels` 1) or RGB (3), values 0..255. */
export function planeOf({ width, height, rgba }: RgbaPicture, channels: 1 | 3, ground: number): Plane {
  const values = new Float32Array(width * height * channels);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = (rgba[pixel * 4 + 3] as number) / 255;
    const over = (channel: number) => (rgba[pixel * 4 + channel] as number) * alpha + ground * (1 - alpha);
    if (channels === 1) values[pixel] = luma(over(0), over(1), over(2));
    else for (let channel = 0; channel < 3; channel++) values[pixel * 3 + channel] = over(channel);
  }
  return { width, height, channels, values };
}

/** Bytes `[height, width, channels]` of 1, 3 or 4 channels shown as a picture; a lone channel becomes grey. */
export function pictureOf(bytes: Uint8Array, width: number, height: number, channels: number): RgbaPicture {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      rgba[pixel * 4 + channel] = bytes[pixel * channels + (channels >= 3 ? channel : 0)] as number;
    }
    rgba[pixel * 4 + 3] = 255;
  }
  return { width, height, rgba };
}
