/** A data set's pixels where batches are made of them: as bytes where our kernels read them, as float32 elsewhere. */
import * as tf from '@tensorflow/tfjs';
import { ownKernelsServe } from '../kernels/kernel-entry.ts';
import { gatherBytes, type PackedPixels, packPixels } from '../kernels/packed-pixels/packed-pixels.ts';

/** `[count, height, width, channels]`, 0..255. */
export type DevicePixels = tf.Tensor4D | PackedPixels;

/** What a value takes on the device. */
export function bytesPerValue(): number {
  return ownKernelsServe() ? 1 : 4;
}

/** The caller frees it by `disposePixels`, or calls this inside `tf.tidy`. */
export function uploadPixels(bytes: Uint8Array, shape: PackedPixels['shape']): DevicePixels {
  return ownKernelsServe() ? packPixels(bytes, shape) : tf.tensor4d(Float32Array.from(bytes), [...shape]);
}

/** float32 `[batch, height, width, channels]`, 0..255: the pictures at these places, in their order. */
export function gatherPixels(pixels: DevicePixels, indices: ArrayLike<number>): tf.Tensor4D {
  if ('words' in pixels) return gatherBytes(pixels, indices);
  return tf.tidy(() => tf.gather(pixels, tf.tensor1d(Int32Array.from(indices), 'int32')));
}

export function disposePixels(pixels: DevicePixels): void {
  tf.dispose('words' in pixels ? pixels.words : pixels);
}
