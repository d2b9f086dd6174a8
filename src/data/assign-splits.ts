/** Dividing samples into training, validation and test by shares, in a random order that follows from a seed. */
import { combineSeeds, permutation } from '#base/random.ts';

export interface SplitShares {
  /** Shares, 0..1, of validation and test; the rest trains. */
  readonly validation: number;
  readonly test: number;
  readonly seed: number;
  /** Whether each class is divided in these shares (scikit-learn's `stratify`), or only the whole. */
  readonly isStratified: boolean;
}

/**
 * The split of each sample, as indices into `splitNames`. A class, or the whole, of which any share is held back keeps at
 * least one sample for training; a share of less than half a sample is none.
 */
export function assignSplits(
  classes: ArrayLike<number>,
  { validation, test, seed, isStratified }: SplitShares,
): Uint8Array {
  const groups = new Map<number, number[]>();
  for (let sample = 0; sample < classes.length; sample++) {
    const group = isStratified ? (classes[sample] ?? 0) : 0;
    const members = groups.get(group);
    if (members) members.push(sample);
    else groups.set(group, [sample]);
  }
  const splits = new Uint8Array(classes.length);
  for (const [group, members] of groups) {
    const order = permutation(members.length, combineSeeds(seed, group));
    const held = Math.min(members.length - 1, Math.round(members.length * (validation + test)));
    const tested = Math.min(held, Math.round(members.length * test));
    for (let place = 0; place < held; place++)
      splits[members[order[place] as number] as number] = place < tested ? 2 : 1;
  }
  return splits;
}
