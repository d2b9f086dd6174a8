/**
 * Where a run takes its batches from: the whole data set on the device where it fits, a batch at a time where it does
 * not, and from a file where memory would not hold it.
 */
import type * as tf from '@tensorflow/tfjs';
import { isInMemory, type Pictures, pixelBytes } from '#data/picture-set.ts';
import { bytesPerValue, type DevicePixels } from './device-pixels.ts';
import { FiledSamples } from './filed-samples.ts';
import { ResidentSamples } from './resident-samples.ts';
import { StreamedSamples } from './streamed-samples.ts';

export interface Batch {
  /** `[batch, height, width, channels]`, 0..255. */
  readonly pixels: tf.Tensor4D;
  /** int32 `[batch]`. */
  readonly labels: tf.Tensor1D;
}

export interface PlacedPixels {
  readonly pixels: DevicePixels;
  /** Where each of the samples lies in it. */
  readonly rows: ArrayLike<number>;
}

export interface SampleSource {
  /** Brings these samples near, where they cannot be had at once: then it is to be awaited before they are asked for. */
  fetch?(indices: Uint32Array): Promise<void>;
  /** The samples at these indices, in their order. Call inside `tf.tidy`. */
  batch(indices: Uint32Array): Batch;
  /** Pixels that have these samples' among them. Call inside `tf.tidy`. */
  pixelsAt(indices: Uint32Array): PlacedPixels;
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

export function createSampleSource(pictures: Pictures, limits?: BufferLimits): SampleSource {
  if (!isInMemory(pictures)) return new FiledSamples(pictures);
  const bytes = pixelBytes(pictures) * bytesPerValue();
  const room = limits ? Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize) : mostResidentBytes;
  return bytes <= Math.min(room, mostResidentBytes) ? new ResidentSamples(pictures) : new StreamedSamples(pictures);
}
