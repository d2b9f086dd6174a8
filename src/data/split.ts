/**
 * Which samples train and which are held back. As Keras's `validation_split` does, the last fraction is held back before
 * any epoch's shuffling; but the data set is put into a seeded random order first, since Keras's own advice (shuffle
 * before `fit`, or the last fraction may be all of one class) is easily forgotten.
 */
import { permutation } from '#base/random.ts';
import { splitIndex } from './split-names.ts';

const trains = splitIndex('training');
const validates = splitIndex('validation');
const tests = splitIndex('test');

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
  /** The data set's own, a place each, as indices into `splitNames`. */
  readonly splits?: ArrayLike<number>;
}

/** The samples of the data set's own test split, in order. */
export function testSamples(splits: ArrayLike<number> | undefined): Uint32Array {
  return Uint32Array.from(Array.from(splits ?? []).flatMap((split, sample) => (split === tests ? [sample] : [])));
}

/**
 * A data set that holds back validation samples itself is divided as it says, and `validationSplit` plays no part; one that
 * holds back test samples only is divided by it without them. Test samples are never trained on.
 */
export function splitSamples({ count, seed, validationSplit, sampleLimit, splits }: SplitRequest): SampleSplit {
  const shuffled = permutation(count, seed);
  const order = (splits ? shuffled.filter((sample) => splits[sample] === trains) : shuffled).subarray(
    0,
    sampleLimit ?? count,
  );
  const validation = splits ? shuffled.filter((sample) => splits[sample] === validates) : new Uint32Array(0);
  if (validation.length > 0 && order.length > 0) {
    return { training: order.slice(), validation: validation.slice(0, sampleLimit ?? count) };
  }
  // Rounded before flooring, since 10 × (1 - 0.9) is 0.9999999999999998 in binary.
  const trained = Math.max(1, Math.floor(Number((order.length * (1 - validationSplit)).toFixed(6))));
  return { training: order.slice(0, trained), validation: order.slice(trained) };
}
