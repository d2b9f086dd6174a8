import type { PictureFacts } from '#data/picture-set.ts';
import type { ConfusionMatrix } from '#protocol/training.ts';

/**
 * Counts how often each class was taken for each: `counts[actual * classCount + predicted]`.
 *
 * @param indices of the pictures that were judged
 * @param predicted the class that each of the first of these was taken for; fewer where the judging was ended early
 */
export function confusionMatrix(
  { classNames, labels, ids }: Pick<PictureFacts, 'classNames' | 'labels' | 'ids'>,
  indices: Uint32Array,
  predicted: ArrayLike<number>,
  source: ConfusionMatrix['source'],
): ConfusionMatrix {
  const counts = new Uint32Array(classNames.length ** 2);
  const judged = indices.subarray(0, predicted.length);
  const actual = Uint16Array.from(judged, (index) => labels[index] ?? 0);
  for (const [sample, label] of actual.entries()) {
    const place = label * classNames.length + (predicted[sample] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return {
    classNames,
    counts,
    source,
    judged: {
      ids: Uint32Array.from(judged, (index) => ids?.[index] ?? index),
      actual,
      predicted: Uint16Array.from(predicted),
    },
  };
}
