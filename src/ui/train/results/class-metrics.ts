/**
 * How well each class is told apart, from a confusion matrix. Precision: of what was called this class, the share that
 * is. Recall: of what is this class, the share that was found. F1: their harmonic mean. As scikit-learn's
 * `classification_report`, but a share of nothing is null instead of 0.
 */

export interface ClassMetrics {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
  /** Samples that are of this class. */
  readonly support: number;
}

/** `counts[actual * classCount + predicted]`. One entry a class, in order. */
export function classMetrics(counts: ArrayLike<number>, classCount: number): ClassMetrics[] {
  return Array.from({ length: classCount }, (_, label) => {
    let support = 0;
    let called = 0;
    for (let other = 0; other < classCount; other++) {
      support += counts[label * classCount + other] ?? 0;
      called += counts[other * classCount + label] ?? 0;
    }
    const hits = counts[label * classCount + label] ?? 0;
    const precision = called > 0 ? hits / called : null;
    const recall = support > 0 ? hits / support : null;
    return { precision, recall, f1: support + called > 0 ? (2 * hits) / (support + called) : null, support };
  });
}

/** The share of all samples that were told right; null where there are none. */
export function overallAccuracy(counts: ArrayLike<number>, classCount: number): number | null {
  let total = 0;
  let hits = 0;
  for (let index = 0; index < classCount * classCount; index++) {
    total += counts[index] ?? 0;
    if (index % (classCount + 1) === 0) hits += counts[index] ?? 0;
  }
  return total > 0 ? hits / total : null;
}

export interface Confusion {
  readonly actual: number;
  readonly predicted: number;
  readonly count: number;
}

/** The pairs that are mistaken for each other most often, worst first; none that never happened. */
export function worstConfusions(counts: ArrayLike<number>, classCount: number, most: number): Confusion[] {
  const confusions: Confusion[] = [];
  for (let actual = 0; actual < classCount; actual++) {
    for (let predicted = 0; predicted < classCount; predicted++) {
      const count = counts[actual * classCount + predicted] ?? 0;
      if (actual !== predicted && count > 0) confusions.push({ actual, predicted, count });
    }
  }
  return confusions.sort((a, b) => b.count - a.count).slice(0, most);
}

/** At most so many classes, in order: those of the worst confusions, then the first of the others. */
export function mostConfused(counts: ArrayLike<number>, classCount: number, most: number): readonly number[] {
  const all = Array.from({ length: classCount }, (_, label) => label);
  if (classCount <= most) return all;
  const worst = worstConfusions(counts, classCount, Number.POSITIVE_INFINITY);
  const ranked = new Set([...worst.flatMap(({ actual, predicted }) => [actual, predicted]), ...all]);
  return [...ranked].slice(0, most).sort((a, b) => a - b);
}
