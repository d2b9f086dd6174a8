import type * as tf from '@tensorflow/tfjs';

/** dx of max pooling `[batch, height, width, channels]`: dy goes to the first largest pixel of each window. */
export function maxPoolGradient(x: Float32Array, dy: Float32Array, info: tf.backend_util.Conv2DInfo): Float32Array {
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, filterHeight, filterWidth, padInfo } = info;
  const dx = new Float32Array(x.length);
  let output = 0;
  for (let sample = 0; sample < batchSize; sample++) {
    for (let row = 0; row < outHeight; row++) {
      const top = row * info.strideHeight - padInfo.top;
      for (let column = 0; column < outWidth; column++) {
        const left = column * info.strideWidth - padInfo.left;
        for (let channel = 0; channel < inChannels; channel++, output++) {
          let largest = Number.NEGATIVE_INFINITY;
          let place = -1;
          for (let y = Math.max(0, top); y < Math.min(inHeight, top + filterHeight); y++) {
            for (let at = Math.max(0, left); at < Math.min(inWidth, left + filterWidth); at++) {
              const candidate = ((sample * inHeight + y) * inWidth + at) * inChannels + channel;
              if ((x[candidate] as number) <= largest) continue;
              largest = x[candidate] as number;
              place = candidate;
            }
          }
          if (place >= 0) dx[place] = (dx[place] as number) + (dy[output] as number);
        }
      }
    }
  }
  return dx;
}
