/** Where a run takes its batches from: the whole data set on the device where it fits, a batch at a time where it does not. */
import type * as tf from '@tensorflow/tfjs';
import type { PictureSet } from '#data/picture-set.ts';
import { ResidentSamples } from './resident-samples.ts';
import { StreamedSamples } from './streamed-samples.ts';

export interface Batch {
  /** `[batch, height, width, channels]`, 0..255. */
  readonly pixels: tf.Tensor4D;
  /** int32 `[batch]`. */
  readonly labels: tf.Tensor1D;
}

export interface SampleSource {
  /** The samples at these indices, in their order. Call inside `tf.tidy`. */
  batch(indices: Uint32Array): Batch;
  /** A tensor `[count, height, width, channels]` with these samples' pixels, and each one's row in it. Call inside `tf.tidy`. */
  pixelsAt(indices: Uint32Array): { readonly pixels: tf.Tensor4D; readonly rows: ArrayLike<number> };
  /** int32 `[batch]`. Call inside `tf.tidy`. */
  labelsAt(indices: Uint32Array): tf.Tensor1D;
  dispose(): void;
}

export interface BufferLimits {
  /** Bytes that one tensor may take. */
  readonly maxStorageBufferBindingSize: number;
  readonly maxBufferSize: number;
}

/** What a data set may take of a graphics card whose whole memory nobody tells: the network needs the rest. */
const mostResidentBytes = 1e9;
const bytesOfFloat = 4;

export function createSampleSource(pictures: PictureSet, limits?: BufferLimits): SampleSource {
  const bytes = pictures.pixels.length * bytesOfFloat;
  const room = limits ? Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize) : mostResidentBytes;
  return bytes <= Math.min(room, mostResidentBytes) ? new ResidentSamples(pictures) : new StreamedSamples(pictures);
}
