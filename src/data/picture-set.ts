import type { FitMode } from './picture-settings.ts';

/** A labelled set of pictures of one size, wherever their pixels are: what every data set becomes before training. */
export interface PictureFacts {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly count: number;
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

/** With the pixels in memory. */
export interface PictureSet extends PictureFacts {
  /** `[count, height, width, channels]`, 0..255. */
  readonly pixels: Uint8Array;
}

/** Pixels that are read when they are needed. */
export interface PixelRows {
  /** The same for the same pixels. */
  readonly identity: Uint8Array;
  /** `[indices, height, width, channels]`, 0..255: of the pictures at these indices, in their order. */
  read(indices: ArrayLike<number>): Promise<Uint8Array<ArrayBuffer>>;
}

/** More than memory should hold. */
export interface FiledPictures extends PictureFacts {
  readonly rows: PixelRows;
}

export type Pictures = PictureSet | FiledPictures;

export function isInMemory(pictures: Pictures): pictures is PictureSet {
  return 'pixels' in pictures;
}

/** What the pixels take, wherever they are. */
export function pixelBytes({ count, height, width, channels }: PictureFacts): number {
  return count * height * width * channels;
}

/** How many pictures each class has, by class. */
export function countByClass({ labels, classNames }: Pick<PictureFacts, 'labels' | 'classNames'>): number[] {
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
  const labels = labelsAt(set, indices);
  for (let place = 0; place < indices.length; place++) {
    const index = indices[place] ?? 0;
    pixels.set(set.pixels.subarray(index * size, (index + 1) * size), place * size);
  }
  return { pixels, labels };
}

/** The same of pictures wherever their pixels are. */
export async function readPictures(
  pictures: Pictures,
  indices: ArrayLike<number>,
): Promise<{ pixels: Uint8Array<ArrayBuffer>; labels: Uint16Array<ArrayBuffer> }> {
  if (isInMemory(pictures)) return picturesAt(pictures, indices);
  const labels = labelsAt(pictures, indices);
  return { pixels: await pictures.rows.read(indices), labels };
}

function labelsAt({ labels, count }: PictureFacts, indices: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  return Uint16Array.from(indices, (index) => {
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`Expected sample indices in 0..${count - 1}. Received: ${index}.`);
    }
    return labels[index] ?? 0;
  });
}
