import { product } from '#base/math.ts';
import type { BufferLimits, SampleSource } from '../training/sample-source.ts';
import { FeatureSamples } from './feature-samples.ts';
import type { KeptFeatures } from './kept-features.ts';
import { StreamedFeatures } from './streamed-features.ts';

export interface FeatureSet {
  readonly kept: KeptFeatures;
  /** Of every picture, in order. */
  readonly hashes: readonly string[];
  readonly labels: ArrayLike<number>;
  /** One sample's: `[height, width, channels]`. */
  readonly shape: readonly [number, number, number];
}

/** What features may take of a graphics card; more of them are streamed. */
const mostResidentBytes = 512e6;

/** On the device where they fit there, else streamed from this computer. */
export async function createFeatureSource(
  { kept, hashes, labels, shape }: FeatureSet,
  limits?: BufferLimits,
): Promise<SampleSource> {
  const bytes = hashes.length * product(shape) * 4;
  const room = limits ? Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize) : mostResidentBytes;
  if (bytes > Math.min(room, mostResidentBytes)) return new StreamedFeatures(kept, hashes, shape, labels);
  return new FeatureSamples(await kept.read(hashes), shape, labels);
}
