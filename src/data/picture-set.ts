import type { FitMode } from './picture-settings.ts';

/** A labelled set of pictures of one size, as bytes in memory: what every data set becomes before training. */
export interface PictureSet {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly count: number;
  /** `[count, height, width, channels]`, 0..255. */
  readonly pixels: Uint8Array;
  /** `[count]`, each an index into `classNames`. */
  readonly labels: Uint8Array | Uint16Array;
  /** `[count]`, indices into `splitNames`; absent for a set that brings no splits of its own. */
  readonly splits?: Uint8Array;
  /** `[count]`, what the picture library calls each; absent where that is its index. */
  readonly ids?: Uint32Array;
  readonly classNames: readonly string[];
  /** True where the pictures show light ink on a dark ground, as MNIST does: pictures to predict are made to match. */
  readonly isLightOnDark: boolean;
  /** How pictures of other sizes were brought to this one; absent where all came at it. */
  readonly fit?: FitMode;
}

/** How many pictures each class has, by class. */
export function countByClass({ labels, classNames }: PictureSet): number[] {
  const counts = classNames.map(() => 0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}

/** The pixels and labels of the pictures at these indices, in their order. Throws a RangeError for an index outside. */
export function picturesAt(
  set: PictureSet,
  indices: ArrayLike<number>,
): { pixels: Uint8Array<ArrayBuffer>; labels: Uint16Array<ArrayBuffer> } {
  const size = set.height * set.width * set.channels;
  const pixels = new Uint8Array(indices.length * size);
  const labels = new Uint16Array(indices.length);
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] ?? -1;
    if (!Number.isInteger(index) || index < 0 || index >= set.count) {
      throw new RangeError(`Expected sample indices in 0..${set.count - 1}. Received: ${index}.`);
    }
    pixels.set(set.pixels.subarray(index * size, (index + 1) * size), place * size);
    labels[place] = set.labels[index] ?? 0;
  }
  return { pixels, labels };
}
