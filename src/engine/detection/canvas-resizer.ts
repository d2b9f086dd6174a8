/** Frames for networks where there is no WebGPU: resized by a canvas, normalised on the processor. */
import * as tf from '@tensorflow/tfjs';
import type { Size } from '#vision/box.ts';
import { type NetworkInput, placeOf } from '../kernels/frame-resize/frame-geometry.ts';
import type { UploadedFrame } from '../kernels/frame-resize/frame-resize.ts';

export class CanvasResizer {
  async upload(picture: VideoFrame | ImageBitmap): Promise<UploadedFrame> {
    const bitmap = await createImageBitmap(picture);
    return { resize: (input) => resize(bitmap, input), release: () => bitmap.close() };
  }

  dispose(): void {}
}

function resize(bitmap: ImageBitmap, input: NetworkInput): tf.Tensor {
  const canvas = new OffscreenCanvas(input.width, input.height);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('The browser gave no canvas.');
  context.fillStyle = `rgb(${input.fill} ${input.fill} ${input.fill})`;
  context.fillRect(0, 0, input.width, input.height);
  const { left, top, width, height } = placeOf(bitmap, input);
  context.drawImage(bitmap, left, top, width, height);
  return networkTensor(context.getImageData(0, 0, input.width, input.height).data, input);
}

function networkTensor(rgba: Uint8ClampedArray, input: NetworkInput & Size): tf.Tensor {
  const plane = input.height * input.width;
  const values = new Float32Array(plane * 3);
  for (let channel = 0; channel < 3; channel++) {
    const from = input.channels === 'rgb' ? channel : 2 - channel;
    const [factor = 1, shift = 0] = [input.factor[channel], input.shift[channel]];
    for (let place = 0; place < plane; place++) {
      const to = input.layout === 'nhwc' ? place * 3 + channel : channel * plane + place;
      values[to] = (rgba[place * 4 + from] ?? 0) * factor + shift;
    }
  }
  return tf.tensor(
    values,
    input.layout === 'nhwc' ? [1, input.height, input.width, 3] : [1, 3, input.height, input.width],
  );
}
