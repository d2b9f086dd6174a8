/**
 * Which samples train and which are held back. As Keras's `validation_split` does, the last fraction is held back before
 * any epoch's shuffling; but the data set is put into a seeded random order first, since Keras's own advice (shuffle
 * before `fit`, or the last fraction may be all of one class) is easily forgotten.
 */
import { permutation } from '#base/random.ts';

export interface SampleSplit {
  /** Indices into the data set. Never empty. */
  readonly training: Uint32Array;
  readonly validation: Uint32Array;
}

export interface SplitRequest {
  readonly count: number;
  readonly seed: number;
  /** The share held back, 0..1. */
  readonly validationSplit: number;
  /** Use only the first so many samples of the shuffled set; null for all. */
  readonly sampleLimit: number | null;
}

export function splitSamples({ count, seed, validationSplit, sampleLimit }: SplitRequest): SampleSplit {
  const order = permutation(count, seed).subarray(0, sampleLimit ?? count);
  // Rounded before flooring, since 10 × (1 - 0.9) is 0.9999999999999998 in binary.
  const trained = Math.max(1, Math.floor(Number((order.length * (1 - validationSplit)).toFixed(6))));
  return { training: order.slice(0, trained), validation: order.slice(trained) };
}
