/** A frame as a network wants it, computed on the processor: the kernel's reference, and what serves without WebGPU. */
import type { Size } from '#vision/box.ts';
import { type NetworkInput, placeOf, tapsAlong } from './frame-geometry.ts';

/**
 * @param rgba `[height, width, 4]`, 0..255; transparent pixels count as over black
 * @returns `[1, height, width, 3]` or `[1, 3, height, width]`, by the input's layout
 */
export function resizeFrameReference(rgba: ArrayLike<number>, frame: Size, input: NetworkInput): Float32Array {
  const place = placeOf(frame, input);
  const tapsY = tapsAlong(frame.height, place.height);
  const tapsX = tapsAlong(frame.width, place.width);
  const pixelAt = (y: number, x: number, channel: number) => {
    const row = Math.min(frame.height - 1, Math.max(0, y));
    const at = (row * frame.width + Math.min(frame.width - 1, Math.max(0, x))) * 4;
    return ((rgba[at + channel] ?? 0) * (rgba[at + 3] ?? 255)) / 255;
  };
  const sampleAt = (y: number, x: number, channel: number) => {
    const top = Math.floor(y);
    const left = Math.floor(x);
    const [down, right] = [y - top, x - left];
    const above = pixelAt(top, left, channel) * (1 - right) + pixelAt(top, left + 1, channel) * right;
    const below = pixelAt(top + 1, left, channel) * (1 - right) + pixelAt(top + 1, left + 1, channel) * right;
    return above * (1 - down) + below * down;
  };
  const result = new Float32Array(input.height * input.width * 3);
  for (let y = 0; y < input.height; y++) {
    for (let x = 0; x < input.width; x++) {
      const isInside =
        y >= place.top && y < place.top + place.height && x >= place.left && x < place.left + place.width;
      for (let channel = 0; channel < 3; channel++) {
        let pixel = input.fill;
        if (isInside) {
          pixel = 0;
          for (let tapY = 0; tapY < tapsY; tapY++) {
            const sourceY = ((y - place.top + (tapY + 0.5) / tapsY) * frame.height) / place.height - 0.5;
            for (let tapX = 0; tapX < tapsX; tapX++) {
              const sourceX = ((x - place.left + (tapX + 0.5) / tapsX) * frame.width) / place.width - 0.5;
              pixel += sampleAt(sourceY, sourceX, input.channels === 'rgb' ? channel : 2 - channel);
            }
          }
          pixel /= tapsY * tapsX;
        }
        const at =
          input.layout === 'nhwc'
            ? (y * input.width + x) * 3 + channel
            : (channel * input.height + y) * input.width + x;
        result[at] = pixel * (input.factor[channel] ?? 1) + (input.shift[channel] ?? 0);
      }
    }
  }
  return result;
}
