import { StrideError } from '#base/errors.ts';

/** A class of ImageNet: WordNet's id and a name, `['n02123045', 'tabby']`. */
export type ClassLabel = readonly [wnid: string, name: string];

export interface DecodedPrediction {
  readonly classIndex: number;
  readonly wnid: string;
  readonly name: string;
  /** 0..1. */
  readonly probability: number;
}

/**
 * The `top` classes of one picture, the likeliest first, of equals the first (Keras: `decode_predictions`).
 * `probabilities` has one number for each of `labels`; throws a `StrideError` where it has not.
 */
export function decodePredictions(
  probabilities: ArrayLike<number>,
  labels: readonly ClassLabel[],
  top = 5,
): readonly DecodedPrediction[] {
  if (probabilities.length !== labels.length) {
    throw new StrideError({
      code: 'labels-mismatch',
      message: `The labels name ${labels.length} classes, but the network gives ${probabilities.length} probabilities.`,
      remedy: 'Use the labels of the classes that this network was trained on.',
    });
  }
  return labels
    .map(([wnid, name], classIndex) => ({ classIndex, wnid, name, probability: probabilities[classIndex] ?? 0 }))
    .sort((a, b) => b.probability - a.probability || a.classIndex - b.classIndex)
    .slice(0, top);
}
