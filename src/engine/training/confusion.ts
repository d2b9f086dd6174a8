import type { ConfusionMatrix } from '#protocol/training.ts';

/** Counts how often each class was taken for each: `counts[actual * classCount + predicted]`. */
export function confusionMatrix(
  classNames: readonly string[],
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  source: ConfusionMatrix['source'],
): ConfusionMatrix {
  const counts = new Uint32Array(classNames.length ** 2);
  for (let sample = 0; sample < actual.length; sample++) {
    const place = (actual[sample] ?? 0) * classNames.length + (predicted[sample] ?? 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return { classNames, counts, source };
}
